//! Environment variables that a library would obey are refused: they would change where the node connects to, or whom it
//! believes, behind the operator's back (SECURITY OU4).

use super::{Origin, Problem};

/// Names as libraries read them; compared without regard to case.
const OBEYED_BY_LIBRARIES: [&str; 8] = [
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "FTP_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "SSLKEYLOGFILE",
    "HOSTALIASES",
];

/// True for a variable with which a node does not start.
pub(crate) fn is_refused(name: &str) -> bool {
    OBEYED_BY_LIBRARIES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A problem for each variable with which a node does not start.
#[must_use]
pub fn refused_variables(environment: &[(String, String)]) -> Vec<Problem> {
    environment
        .iter()
        .filter(|(name, value)| is_refused(name) && !value.is_empty())
        .map(|(name, _)| {
            Problem::new(
                name,
                "would change how the node connects to other servers, so the node does not start with it; \
                 remove it (`env -u` does it for one command)",
                Some(&Origin::Environment(name.clone())),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::refused_variables;

    #[test]
    fn every_variable_that_a_library_would_obey_is_named() {
        let environment =
            ["https_proxy", "SSL_CERT_FILE", "PATH", "HTTP_PROXY"].map(|name| (name.to_owned(), String::from("x")));
        let named: Vec<String> = refused_variables(&environment).into_iter().map(|p| p.what).collect();
        assert_eq!(named, ["https_proxy", "SSL_CERT_FILE", "HTTP_PROXY"]);
    }
}
