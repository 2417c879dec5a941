//! A form on a page as a browser without script sees it: what is filled in, what can be chosen, which buttons there are.

use crate::Page;

/// A form that somebody fills in. What is not on the page cannot be filled in, chosen or pressed.
#[derive(Clone, Debug)]
pub struct Form {
    /// Where it is sent.
    pub action: String,
    fields: Vec<Field>,
    buttons: Vec<(String, String)>,
    pressed: Option<(String, String)>,
}

#[derive(Clone, Debug)]
struct Field {
    name: String,
    kind: Kind,
    /// What can be chosen.
    options: Vec<String>,
    values: Vec<String>,
    required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Hidden,
    Text,
    /// One of several.
    Choice,
    /// Any of several.
    Ticks,
}

impl Page {
    /// All forms of the page.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        let text = self.text();
        let forms = text.split("<form ").skip(1);
        forms
            .filter_map(|form| Some(Form::read(form.split("</form>").next()?)))
            .collect()
    }

    /// The form that has all of these as hidden fields or as buttons; the button among them is pressed, else the first.
    ///
    /// # Panics
    /// When there is none, or there are several.
    #[must_use]
    pub fn form(&self, marks: &[(&str, &str)]) -> Form {
        let mut found = self.forms();
        found.retain(|form| marks.iter().all(|mark| form.has(*mark)));
        assert_eq!(found.len(), 1, "forms with {marks:?} on {}", self.main());
        let mut form = found.remove(0);
        let mut buttons = form.buttons.iter();
        let named = buttons.find(|button| marks.contains(&(button.0.as_str(), button.1.as_str())));
        form.pressed = named.or(form.buttons.first()).cloned();
        form
    }
}

impl Form {
    fn read(text: &str) -> Self {
        let (head, _) = text.split_once('>').unwrap();
        let mut form = Self {
            action: attribute(head, "action").unwrap_or_default(),
            fields: Vec::new(),
            buttons: Vec::new(),
            pressed: None,
        };
        for part in text.split('<').skip(1) {
            let Some((tag, inner)) = part.split_once('>') else {
                continue;
            };
            match tag.split([' ', '\n']).next().unwrap_or_default() {
                "input" => form.input(tag),
                "textarea" => {
                    let text = plain(inner.strip_prefix('\n').unwrap_or(inner));
                    form.field(tag, Kind::Text).values = vec![text];
                }
                "select" => {
                    form.field(tag, Kind::Choice);
                }
                "option" => form.option(tag, inner),
                "button" if attribute(tag, "type").is_none() => {
                    let value = |name| attribute(tag, name).unwrap_or_default();
                    form.buttons.push((value("name"), value("value")));
                }
                _ => {}
            }
        }
        form
    }

    fn field(&mut self, tag: &str, kind: Kind) -> &mut Field {
        let name = attribute(tag, "name").unwrap_or_default();
        let at = self.fields.iter().position(|field| field.name == name);
        let at = at.unwrap_or_else(|| {
            self.fields.push(Field {
                name,
                kind,
                options: Vec::new(),
                values: Vec::new(),
                required: tag.ends_with(" required") || tag.contains(" required "),
            });
            self.fields.len() - 1
        });
        &mut self.fields[at]
    }

    fn input(&mut self, tag: &str) {
        let kind = match attribute(tag, "type").as_deref() {
            Some("hidden") => Kind::Hidden,
            Some("radio") => Kind::Choice,
            Some("checkbox") => Kind::Ticks,
            // A file that nobody chose.
            Some("file") => return,
            _ => Kind::Text,
        };
        let value = attribute(tag, "value").unwrap_or_default();
        let checked = tag.contains(" checked");
        let field = self.field(tag, kind);
        match kind {
            Kind::Hidden | Kind::Text => field.values.push(value),
            Kind::Choice | Kind::Ticks => {
                field.options.push(value.clone());
                field.values.extend(checked.then_some(value));
            }
        }
    }

    /// One of the list that began last; the first is chosen until another one is.
    fn option(&mut self, tag: &str, inner: &str) {
        let Some(field) = self.fields.last_mut() else { return };
        let value = attribute(tag, "value").unwrap_or_else(|| plain(inner));
        if field.values.is_empty() || tag.contains(" selected") {
            field.values = vec![value.clone()];
        }
        field.options.push(value);
    }

    fn has(&self, (name, value): (&str, &str)) -> bool {
        let hidden = |field: &Field| {
            field.kind == Kind::Hidden && field.name == name && field.values.iter().any(|hidden| hidden == value)
        };
        let button = |button: &(String, String)| button.0 == name && button.1 == value;
        self.fields.iter().any(hidden) || self.buttons.iter().any(button)
    }

    /// Whether something is asked.
    #[must_use]
    pub fn asks(&self, name: &str) -> bool {
        self.fields
            .iter()
            .any(|field| field.kind != Kind::Hidden && field.name == name)
    }

    /// Types something, chooses or ticks it.
    ///
    /// # Panics
    /// When the form does not ask for it, or does not offer it.
    pub fn fill_in(&mut self, name: &str, value: &str) {
        let field = self.fields.iter_mut().find(|field| field.name == name);
        let Some(field) = field.filter(|field| field.kind != Kind::Hidden) else {
            panic!("the form for {} does not ask for {name}", self.action)
        };
        let offered = field.kind == Kind::Text || field.options.iter().any(|option| option == value);
        assert!(offered, "{value} is not among {:?} of {name}", field.options);
        if field.kind != Kind::Ticks {
            field.values.clear();
        }
        if !field.values.iter().any(|chosen| chosen == value) {
            field.values.push(value.to_owned());
        }
    }

    /// Its hidden fields.
    #[must_use]
    pub fn hidden(&self) -> Vec<(String, String)> {
        let hidden = self.fields.iter().filter(|field| field.kind == Kind::Hidden);
        hidden.flat_map(Field::pairs).collect()
    }

    /// All that is sent.
    ///
    /// # Panics
    /// When something is empty without which a browser does not send the form.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        for field in self.fields.iter().filter(|field| field.required) {
            let filled = field.values.iter().any(|value| !value.is_empty());
            assert!(filled, "{} must be filled in for {}", field.name, self.action);
        }
        let button = self.pressed.iter().filter(|(name, _)| !name.is_empty()).cloned();
        self.fields.iter().flat_map(Field::pairs).chain(button).collect()
    }
}

impl Field {
    fn pairs(&self) -> Vec<(String, String)> {
        let values = self.values.iter();
        values.map(|value| (self.name.clone(), value.clone())).collect()
    }
}

/// An attribute of a tag, as plain text.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next().map(plain)
}

/// Text without the references to characters.
fn plain(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or((part, ""));
        let letter = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            number => number
                .strip_prefix('#')
                .and_then(|number| number.parse().ok())
                .and_then(char::from_u32),
        };
        match letter {
            Some(letter) => plain.extend([letter.to_string().as_str(), rest]),
            None => plain.extend(["&", part]),
        }
    }
    plain
}
