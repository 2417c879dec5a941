# For those who write and open declarations.
declaration-manage = Manage this declaration
secretariat-title = Declarations of this node
secretariat-lead = Write a text in each official language, look at what will be frozen, then open it.
secretariat-none = No declaration yet. Begin one: nobody sees it before it opens.
declaration-new = Begin a declaration
declaration-edit-title = Write the declaration
declaration-text-in = Text in { $it }
declaration-add-language = Add a language
field-declaration_title = Title
field-declaration_summary = Teaser
help-declaration_summary = At most 500 characters, plain text. This is what people on Mastodon see.
field-declaration_source = Text
help-declaration_source = Markdown: ## heading, 1. and - for lists, > for quotes, **strong**, *emphasis*, [words](https://…).
field-slug = Last part of the address
field-opens_at = Opens on
help-opens_at = Day as 2026-03-02. Empty: at the moment of opening.
field-closes_at = Closes on
help-closes_at = Day as 2026-05-31. It can be moved later, never earlier. Empty: until somebody closes it.
field-late = Endorsements after closing
late-refused = are refused
late-shown-separately = are shown apart
field-may_endorse = Who may endorse
field-approval = Endorsements by other nodes
approval-automatic = are accepted at once
approval-manual = wait for a person of the secretariat
field-recipients = Addressed to
help-recipients = One per line.
field-hashtags = Hashtags
help-hashtags = At most five, one per line, without #.
field-authentic = Texts of equal standing
field-texts = Texts
declaration-check = Look at what will be frozen
declaration-preview-title = What will be frozen
declaration-preview-lead = Exactly this, in every language, byte for byte. After opening nothing of it can be changed.
declaration-parts-differ = The text in { $it } has other parts than the main text: { $other }
declaration-parts = { $it } headings, { $other } paragraphs, { $third } list items
declaration-open-title = Open it
declaration-open-lead = Type the title once more. After this not a comma changes; a correction is a new text, and nobody is carried over.
field-typed_title = Title, once more
declaration-open-do = Open this declaration
declaration-title-differs = This is not the title. Nothing was opened.
declaration-extend = Move the closing date
declaration-close = Close now
declaration-close-lead = After closing nothing more is counted, and the last count is signed.
declaration-revise = New revision
declaration-revise-lead = A corrected text is a new text with a visible difference. Endorsers are asked again.
declaration-discard = Throw the draft away
declaration-hall = Open a hall
declaration-hall-lead = In a conference many people share one network. With this code the limit of the form is lifted for some hours.
declaration-hall-hours = Hours
field-hours = Hours
hall-title = The hall is open
hall-lead = Show this link or code in the hall. It is shown once.
done-draft-saved = Saved.
done-opened = It is open. From now on not a comma changes.
done-extended = The closing date is moved.
done-closed = Closed. The last count is signed.
done-decided = Done, and written down.

# Queue of endorsements.
queue-title = Endorsements to look at
queue-of = { $it }: endorsements to look at
queue-none = Nothing waits for you.
queue-look-alike = May be the same as:
queue-reason-mail = same mail address
queue-reason-key = same key
queue-reason-name = same name
queue-reason-look-alike = name of look-alike letters
queue-confirm = Confirm
queue-accept = Accept
field-check = How it was checked
field-note = Note
queue-merge = Merge: the same
queue-not-same = Not the same
queue-refuse = Refuse
queue-hide = Hide the name
queue-revoke = No longer accept
queue-all = All endorsements

# Import.
import-title = Import a list
import-lead = A CSV file in UTF-8, one signature per row. Columns are found by their names, in any of the seven languages.
field-file = File (CSV)
field-channel = How they were collected
import-preview-do = Look first, import nothing yet
import-preview-title = What would be imported
import-rows = { $count ->
    [one] { $shown } row in the file
   *[other] { $shown } rows in the file
}
import-good = { $count ->
    [one] { $shown } can be taken
   *[other] { $shown } can be taken
}
import-problems = { $count ->
    [one] { $shown } row with problems
   *[other] { $shown } rows with problems
}
import-columns = Columns that were found
import-unknown-columns = Columns that are left out
import-row = Row
import-problem = Problem
import-first-rows = The first rows
import-do = Import these rows
import-done-title = Imported
import-taken = Counted: { $it }. To look at: { $other }. Not taken: { $third }.
import-rest = Rows that were not taken (CSV), with the reason
import-fault-country = unknown country
import-fault-dates = outside the dates
import-fault-duplicate = duplicate
import-fault-formula = looks like a formula
import-fault-empty = empty
done-deleted-draft = The draft is gone.
field-status = State
queue-reason-code = Reason
refusal-duplicate = duplicate
refusal-not-eligible = may not endorse this text
refusal-spam = spam or a joke
refusal-unverified = could not be checked
queue-by = Decided by
queue-more = Hide, or no longer accept
