//! Host-meta: where WebFinger is, for software that asks there first (PROTOCOL PW5).

use crate::{content::escape, urls::NodeUrls};

/// Media type of the document.
pub const MEDIA_TYPE: &str = "application/xrd+xml";

/// The XRD document.
#[must_use]
pub fn document(urls: &NodeUrls) -> String {
    let base = escape(urls.base());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" template=\"{base}/.well-known/webfinger?resource={{uri}}\"/>\n\
         </XRD>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pw5_the_template_leads_to_webfinger() {
        let document = document(&NodeUrls::new("https", "beta.example"));
        assert!(document.contains("template=\"https://beta.example/.well-known/webfinger?resource={uri}\""));
    }
}
