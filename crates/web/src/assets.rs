//! Stylesheet, script and mark: built into the program, with a hash in the name, kept for ever by the reader.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

use actix_web::{HttpRequest, HttpResponse, web};

use crate::{
    answer::{Answer, Keep},
    error::WebError,
};

struct Asset {
    name: &'static str,
    media_type: &'static str,
    body: &'static str,
    path: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |name: &'static str, media_type, body: &'static str| {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        let path = format!("/assets/{stem}-{:016x}.{extension}", hasher.finish());
        Asset {
            name,
            media_type,
            body,
            path,
        }
    };
    vec![
        asset(
            "style.css",
            "text/css; charset=utf-8",
            include_str!("../assets/style.css"),
        ),
        asset(
            "app.js",
            "text/javascript; charset=utf-8",
            include_str!("../assets/app.js"),
        ),
        asset(
            "passkey.js",
            "text/javascript; charset=utf-8",
            include_str!("../assets/passkey.js"),
        ),
        asset("mark.svg", "image/svg+xml", include_str!("../assets/mark.svg")),
    ]
});

/// The address of an asset.
pub(crate) fn path_of(name: &str) -> &'static str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or("", |asset| asset.path.as_str())
}

/// The bytes of the stylesheet as they travel, for the weight of a page.
pub(crate) fn stylesheet_weight() -> usize {
    static WEIGHT: LazyLock<usize> = LazyLock::new(|| crate::answer::gzip(include_bytes!("../assets/style.css")).len());
    *WEIGHT
}

/// `/assets/{name}-{hash}.{ext}`.
pub(crate) async fn asset(request: HttpRequest, file: web::Path<String>) -> Result<HttpResponse, WebError> {
    let path = format!("/assets/{file}");
    let asset = ASSETS
        .iter()
        .find(|asset| asset.path == path)
        .ok_or(WebError::NotFound)?;
    Ok(Answer::ok(asset.media_type, asset.body)
        .keep(Keep::Forever)
        .send(&request))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_and_the_script_stay_small() {
        assert!(stylesheet_weight() <= 5_000, "style.css: {} bytes", stylesheet_weight());
        let app = crate::answer::gzip(include_bytes!("../assets/app.js")).len();
        let passkey = crate::answer::gzip(include_bytes!("../assets/passkey.js")).len();
        assert!(
            app + passkey <= 5_000,
            "app.js: {app} bytes, passkey.js: {passkey} bytes"
        );
    }

    #[test]
    fn every_asset_has_a_hash_in_its_name() {
        for name in ["style.css", "app.js", "passkey.js", "mark.svg"] {
            let path = path_of(name);
            assert!(path.starts_with("/assets/") && path.len() > name.len() + 20, "{path}");
        }
    }
}
