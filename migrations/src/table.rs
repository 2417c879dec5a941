//! How tables are written down here: names as text, a primary key, closed lists as checks.

use sea_orm_migration::prelude::*;

/// A table with its columns and its primary key.
pub(crate) fn table(
    name: &'static str,
    columns: impl IntoIterator<Item = ColumnDef>,
    key: &[&'static str],
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for mut column in columns {
        table.col(&mut column);
    }
    let mut primary = Index::create();
    for column in key {
        primary.col(*column);
    }
    table.primary_key(&mut primary);
    table
}

/// A text column that holds one of a few words.
pub(crate) fn one_of(name: &'static str, values: &'static [&'static str]) -> ColumnDef {
    let mut column = sea_orm_migration::schema::text(name);
    column.check(Expr::col(name).is_in(values.iter().copied()));
    column
}

/// An index: its name, its table, its columns.
pub(crate) type IndexOn = (&'static str, &'static str, &'static [&'static str]);

/// Makes the tables and their indexes.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: &[IndexOn],
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for (name, table, columns) in indexes {
        let mut index = Index::create();
        index.name(*name).table(*table);
        for column in *columns {
            index.col(*column);
        }
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Drops tables in the order given.
pub(crate) async fn drop(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}
