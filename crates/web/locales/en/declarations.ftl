# Declarations: lists and text.
nav-declarations = Declarations
declarations-title = Declarations
declarations-lead = Texts that organisations and people endorse. After opening not a comma changes, and anybody can check the count.
declarations-none = No declaration has been opened here yet. When one opens, it is listed here with its number.
declaration-open-until = Open until { $it }
declaration-open = Open, without a closing date
declaration-opens-on = Opens on { $it }
declaration-closed-on = Closed on { $it }
declaration-closed = Closed
declaration-draft = Draft
declaration-by = By { $it }
declaration-frozen = Frozen on { $it }. Since then not a comma has changed.
declaration-text-n = Text { $it }
declaration-digest = Digest of the text
declaration-languages = Languages of the text
declaration-authentic = Texts of equal standing
declaration-not-in-language = There is no official text in your language. This is the text in { $it }.
declaration-may-endorse = Who may endorse
declaration-recipients = Addressed to
declaration-dates = Dates
declaration-of-other-node = This is a copy. The declaration is kept by { $it }, which also counts.
declaration-revised-by = There is a newer text. Endorsements stay with the text that was endorsed.
declaration-revises = This text corrects an earlier one. Nobody was carried over.
declaration-see-other-text = See the newer text
declaration-see-older-text = See the older text
declaration-see-changes = See what changed
declaration-changes-title = What changed since text { $it }
declaration-no-changes = Nothing changed in this language.
declaration-bundle = Bundle for an offline check
all-declarations = All declarations
home-declaration = Open for endorsement

# Three equal answers.
choice-title = Your answer
choice-lead = The three answers are equal. Nobody is listed who did not answer.
choice-endorse = Endorse
choice-endorse-as = Endorse as { $it }
choice-reservations = Endorse with reservations
choice-not = Do not endorse
choice-not-title = You do not endorse
choice-not-visitor = Nothing was stored and nobody was told. You may come back while the declaration is open.
choice-not-member = Noted inside your organisation only. Nothing leaves this node.
choice-have-account = You have an account here? Log in to endorse for your organisation.

# Kinds, ways, states (closed lists).
signatory_kind-organisation = Organisation
signatory_kind-representative = Representative of an organisation
signatory_kind-individual = Individual
endorse-kind-organisation = an organisation: it is bound by it
endorse-kind-representative = a representative of an organisation: it is not bound
endorse-kind-individual = myself
signatory_visibility-public = Name and organisation
signatory_visibility-name-hidden = Organisation only
signatory_visibility-fully-hidden = Counted only
signature_channel-web = Form on this node
signature_channel-remote-node = Through its own node
signature_channel-paper = Paper list
signature_channel-csv-import = Imported file
signature_check-e-mail = E-mail confirmed
signature_check-organisation-domain-or-node = Mail at the organisation’s own domain, or signed by its own node
signature_check-member-node = Checked by a member
signature_check-registry-number = Registry number seen
signature_check-none = Not checked
signature_check-paper = Signature on paper
signature_check-phone = Confirmed by phone
endorsement_status-offered = Offered, waits for an answer
endorsement_status-accepted = Accepted, being checked
endorsement_status-stamped = Counted
endorsement_status-pending = Not confirmed yet
endorsement_status-in-review = Looked at by the host
endorsement_status-recorded = Counted
endorsement_status-duplicate = Duplicate, merged
endorsement_status-refused = Refused
endorsement_status-withdrawn = Withdrawn
endorsement_status-revoked = No longer accepted
endorsement_status-erased = Erased
endorsement_stance-full = Full
endorsement_stance-with-reservations = With reservations
endorsements-of = { $count ->
    [one] endorsement
   *[other] endorsements
}
declaration-broken = The stored text does not fit its digest. Nothing can be endorsed until the operator has looked.
declaration-translations = Translations that nobody endorses
translation-status-machine = machine translation
translation-status-reviewed = reviewed translation
translation-status-official = translation by the secretariat
translation-older = of an earlier text

declaration-host-suspended = This node has suspended the server of this declaration. What is here stays readable; nothing new comes from there, and it is not in the list.
