# What rules say when they refuse: sentences without a capital or a full stop, because they also stand after a colon.

# Accounts, organisations and what a role allows.
refused-last-owner = the last owner of an organisation cannot go: name another owner first
refused-last-operator = the last operator cannot go: name another operator first
refused-may-not-read-drafts = you may not read drafts of this organisation
refused-may-not-write = you may not write for this organisation
refused-may-not-publish = you may not publish for this organisation
refused-may-not-follow = you may not follow for this organisation
refused-may-not-change-profile = you may not change the profile of this organisation
refused-may-not-host-declarations = you may not decide about declarations of this organisation
refused-may-not-endorse = you may not endorse for this organisation
refused-may-not-change-team = you may not change the team of this organisation
refused-may-not-create-network = you may not create a network for this organisation
refused-may-not-represent = you may not speak in the name of this organisation
refused-may-not-speak-as-member = you may not speak for this organisation as a member
refused-may-not-operate = you may not operate this node
refused-may-not-seal = you may not seal this node
refused-may-not-moderate = you may not moderate this node
refused-may-not-change-keys-in-a-browser = you may not change keys from a browser; use the command line of the node
refused-no-organisation = you belong to no organisation; ask an owner for an invitation
refused-hand-over-has-owner = this organisation has an owner, who can hand it over in its settings
refused-hand-over-other-person = this link is for another person: whoever accepts it takes over from you
refused-moves-to-itself = this is the address that the organisation has here
refused-former-addresses-enough = there are five former addresses already: take one away first
refused-move-not-named = { $target } does not say that it was this organisation: add { $ours } there as a former address first
refused-move-goes-on = { $target } has moved on itself, to { $further }
refused-declaration-close-waiting = { $count ->
    [one] { $shown } endorsement waits
   *[other] { $shown } endorsements wait
} to be looked at; what waits cannot count after the closing: decide about it first, or close it all the same
refused-pinned-enough = five practices are pinned already; unpin one first
refused-no-secret-shown = no secret can be shown now; try again
refused-second-factor-needed = owners and operators need a second factor: add another one first
refused-may-not-without-a-browser = you may not do this without a browser; log in on the pages of the node
refused-passkeys-not-under-this-name = passkeys cannot be used under this name
refused-passkeys-enough = { $count ->
    [one] there is { $shown } passkey already: end one that you do not use any more
   *[other] there are { $shown } passkeys already: end one that you do not use any more
}
refused-no-passkey-made = no passkey can be made now; try again
refused-not-written = this cannot be written as JSON
refused-password-not-kept = the password could not be kept; try again
refused-set-up-under-other-name = node.domain is { $configured }, but this node was set up as { $stored }, which is for ever: other servers know it by that name. Set node.domain = "{ $stored }", or use another data folder
refused-set-up-already = this node is set up already, as { $host }
refused-may-not-publish-alone = you may not publish alone: in this organisation an owner publishes what editors wrote
refused-may-not-without-an-organisation = you may not act without an organisation

# Declarations and endorsements.
refused-declaration-not-intact = the stored text is not the one that was opened: nothing can be done with it until it is restored from a backup
refused-declaration-too-long = a declaration may have at most 2 MiB in all its languages
refused-text-not-frozen = the text cannot be frozen: { $fault }
refused-declaration-only-named = only those whom its owner named may endorse this declaration
refused-endorsement-mail-link = press the button behind the link in the mail: this page alone proves no mailbox
refused-may-not-show-hidden = you may not show what a signer hides
refused-endorsement-ended = this endorsement has ended: nothing of it is shown
refused-endorsed-already = this organisation endorsed it already: withdraw that one first
refused-endorsement-not-acceptable = this endorsement would not be accepted: { $reason }
refused-declaration-not-for-this-kind = this declaration is not open to this kind of signatory
refused-declaration-not-open-yet = this declaration is not open yet
refused-declaration-closed-now = this declaration is closed
refused-declaration-owner-unknown = the owner of the declaration is not known here any more: follow it first
refused-endorsement-check-missing = say how it was checked
refused-endorsement-mail-not-confirmed = only the link in the mail confirms a mail address: say what else was checked
refused-endorsement-not-waiting = this endorsement does not wait any more: there is nothing to confirm
refused-endorsement-not-merged = only what was taken for the same as another one can be separated from it
refused-endorsement-own-key = this organisation signed with its own key and publishes it itself
refused-rows-too-many = { $count ->
    [one] at most { $shown } row at once
   *[other] at most { $shown } rows at once
}
refused-declaration-not-open-for-lists = the declaration is not open: lists are recorded before it closes
refused-names-key-missing = what signers hide is sealed, and the key is not on this node now: come back later, or ask whoever runs the node to put the key back
refused-hidden-name-other-key = what this signer hides cannot be opened: it was sealed with another key
refused-declaration-frozen = it is frozen: not a comma changes after opening. Make a new revision
refused-declaration-still-draft = it is still a draft: open it first
refused-declaration-already-open = it is open already
refused-declaration-closed = it is closed: make a new revision
refused-declaration-not-later = the closing date can only be moved to a later day
refused-declaration-ends-before-now = its closing date is in the past
refused-declaration-already-revised = there is a newer revision already: revise that one
refused-endorsement-not-now = this cannot be done with the endorsement as it stands now
refused-signature-file-too-large = the file has { $bytes } bytes, at most 5 MiB are read: split it
refused-signature-file-not-utf8 = line { $line } is not in UTF-8: save the file as "CSV UTF-8"
refused-signature-file-empty = the file has no rows
refused-signature-file-column-missing = no column for { $missing } was recognised in the first line; it has: { $header }
refused-signature-file-column-twice = two columns are for { $column }: rename or remove one

# Networks and memberships.
refused-may-not-decide-network = you may not decide about this network
refused-no-network = this account is not a network with a list of members
refused-network-is-here = this network is on this node: apply on its page
refused-network-member-already = the organisation is its member already
refused-network-applied-already = the organisation has applied: the network decides
refused-application-exists = this organisation has applied to this network already, or is its member
refused-application-too-long = this application is too long: shorten its texts
refused-may-not-decide-without-a-name = you may not decide without a name; name the admin with --as
refused-last-admin = the last admin of a network cannot go: name another admin first
refused-network-needs-admin = a network needs an admin: name the person with --as
refused-membership-document-unreadable = the membership document cannot be read
refused-may-not-decide-membership = you may not decide about this membership
refused-may-not-decide-own-case = you may not decide about your own organisation
refused-membership-out-of-order = this is dated before what happened last
refused-membership-ended = this membership has ended: who comes back applies anew
refused-membership-not-now = that cannot be done at this stage
refused-membership-no-reason = give a reason: the organisation sees it
refused-membership-no-tier = this network admits nobody into that tier
refused-membership-no-end = a suspension ends within a year
refused-membership-not-heard = first tell the member the grounds and wait for its answer, or until its time to answer is over
refused-membership-no-appeal = an appeal is possible once, within the time that the network's rules give
refused-membership-not-referee = you were not named as a referee
refused-only-organisations-invited = only organisations are invited
refused-roster-unreadable = the roster does not hold: { $why }
refused-roster-twice = the roster does not hold: { $subject } stands on it twice
refused-roster-pages-differ = the roster does not hold: its pages have different numbers
refused-roster-entries = the roster does not hold: it says { $said } entries and has { $had }
refused-roster-other-members = the roster does not hold: it does not name those who are members now
refused-own-networks-trusted = networks of this node are always trusted
refused-application-sent = this application was sent

# Posts, reports and blocks.
refused-appealed-before = your organisation appealed against this before
refused-appeal-own-hiding = you hid this post yourself: another moderator decides about the appeal
refused-cannot-block-itself = this node cannot block itself or its own organisations
refused-blocked-here = { $host } is blocked on this node; a moderator can lift the block
refused-cannot-follow-itself = an organisation cannot follow itself
refused-node-stopping = the node is stopping
refused-picture-too-large = the photo is larger than 10 MB; choose a smaller one
refused-picture-not-one = this is not a JPEG, PNG, WebP or GIF picture
refused-picture-damaged = the picture is damaged or cannot be read
refused-picture-too-many-pixels = the picture has too many pixels; at most 8,000 on a side and 40 million in all
refused-picture-not-small-enough = the picture cannot be made small enough
refused-picture-too-much = the picture takes too much time or memory, or is damaged; choose a smaller one
refused-picture-not-now = pictures cannot be looked at here now; tell whoever runs this node
refused-report-not-passed-on = this report was passed on before, or its server cannot be told
refused-report-nothing-to-hide = there is no post here to hide: none is named, or they are hidden or deleted already
refused-report-not-elsewhere = only an account of another server can be silenced or suspended; posts of an organisation of this node can be hidden, and an operator can close accounts
refused-boost-only-public = only public posts can be boosted
refused-mentions-too-many = { $count ->
    [one] at most { $shown } person can be mentioned
   *[other] at most { $shown } people can be mentioned
}
refused-block-list-too-large = the list is too long: at most 2 MiB and 20,000 lines are read; split it
refused-block-list-not-utf8 = the list is not in UTF-8
refused-block-list-empty = the list has no lines

# The node, its logs and its files.
refused-audit-log-changed = the audit log was changed: row { $row } does not follow from the one before it
refused-bundle-check-stopped = the check of the file was stopped
refused-bundle-no-text = it does not have the text as it was opened
refused-bundle-tally-key = its tally is signed by a key of which the log does not know that it is the owner's
refused-bundle-other-log = its log is not that of the server on which its owner is
refused-bundle-of-this-node = the declaration is one of this node: a backup brings it back
refused-bundle-server-suspended = its server is suspended here
refused-bundle-other-key = the policy names another key for this log than the one that was seen here first
refused-bundle-declaration-unreadable = it has a declaration that this node cannot read
refused-bundle-declaration-deleted = its owner has deleted this declaration
refused-bundle-log-went-on = the log went on meanwhile: try again
refused-clock-before-release = the clock of this machine says { $now }, before this program was made; nothing is signed until it is set. Drafts are kept
refused-clock-before-stored = the clock of this machine says { $now }, but something was stored here at { $stored }; nothing is signed until it is set. Drafts are kept
refused-clock-off-peers = the clock of this machine says { $now }, { $minutes } minutes from what other servers say; nothing is signed until it is set. Drafts are kept
refused-no-keys-made = keys could not be made; try again
refused-not-signed = the document cannot be signed: { $fault }
refused-wrong-recovery-key = this is not the recovery key of the organisation; it begins with bandung-recovery- and was shown once
refused-log-entry-malformed = this is not an entry of a log
refused-log-unsure = the log of this node cannot go on now: it is not known yet what was signed last. The witnesses are being asked
refused-log-behind = the log of this node cannot go on now: it has { $have } entries and { $signed } were signed, as after restoring a backup. The missing ones are being fetched from the nodes that mirror it
refused-log-contradicts = the log of this node cannot go on now: it is not the log of which { $signed } entries were signed. `bandung log begin` ends it and begins a new one
refused-log-tree-damaged = the log of this node cannot go on now: its tree in the database is damaged: restore the newest backup
refused-log-is-sound = the log of this node is sound and goes on: a new one would only leave its endorsements behind
refused-no-mail = this node has no mail: set mail.url
refused-mailbox-enough = { $count ->
    [one] this mailbox had { $shown } mail within the hour: try again later
   *[other] this mailbox had { $shown } mails within the hour: try again later
}
refused-mirrored-entry-malformed = an entry of that log is malformed
refused-sealed = this node is sealed: an operator unlocks it on /admin/panic or with  bandung seal --unlock
refused-clock-witness = the clock of this node is wrong: it signs nothing
refused-no-witness = { $host } shows no witness: is it a Bandung node?
refused-proposal-own = another admin confirms what you have proposed
refused-proposal-without-author = who proposed this is no admin any more: drop it, and propose it yourself
