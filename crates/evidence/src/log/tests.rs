mod trees;
mod vectors;
