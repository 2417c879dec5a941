# Writing a practice.
drafts-title = Drafts
drafts-none = No draft is open. What you write is kept here until you publish it or throw it away.
no-organisation = You do not act for an organisation yet. Its owner can invite you.
write-for = Write a practice for { $it }
draft-untitled = Without a title
draft-by = { $it }, { $other }
draft-revision = revision of a published practice
draft-delete = Throw the draft away
draft-conflict = Somebody else saved this draft in the meantime
draft-conflict-help = Nothing was overwritten. Your text is in the form below. Struck out: what the other version has; marked: what yours has. Save again to keep yours.
bring-back = This device holds a newer text of this page that never reached the node.
bring-back-do = Bring it back
saved-on-device = Your text is saved on this device.
write-steps = Steps
write-step-1 = What
write-step-2 = Result
write-step-3 = Where
write-step-4 = Check
write-review = Review
write-next = Save and go on
write-back = Save and go back
review-mastodon = What people on Mastodon see first
review-text = The whole text
review-weight = Text and photos: { $it } kB, about { $other } s on a slow connection.
review-servers = { $count ->
    [0] Nobody on another server follows you yet; the practice will be there when they do.
    [one] { $shown } server with followers will get it.
   *[other] { $shown } servers with followers will get it.
}
publish = Publish
publish-revision = Publish the new version
done-published = Published. It goes to all followers. Those who are offline get it when they are back.
done-draft-deleted = The draft is thrown away.
done-photo-saved = The photo is saved. Please describe it.
done-photo-position-removed = The photo is saved. It held the position where it was taken; that was removed. Please describe it.
numbered = { $it } { $other }
help-title = What changed, for whom. At most 90 characters.
help-problem = What was wrong, and for whom? At most 400 characters.
help-what_we_did = One step per line, at most 12 steps and 1,500 characters.
help-result = What is different now? At most 600 characters.
help-what_went_wrong = What was hard or failed, so that others can avoid it. “unknown” is fine. At most 400 characters.
help-you_need = Materials, skills, permits. At most 400 characters.
help-place = Town, district or river. Leave it empty where it could put people in danger.
help-setting = One or two.
help-sectors = One to three.
help-hazards = Up to three.
help-sdgs = Up to three.
help-beneficiary_groups = Up to three.
help-ended = Leave it empty when it is still running.
help-people_reached = A number, or empty when it is not known.
help-summary = This is what people on Mastodon see first. At most 500 characters.
help-contact = A role mailbox such as water@organisation.example, shown to all. Empty: people answer by a reply.
help-adapted_from = The address of the practice that this one grew from.
help-photo = JPEG, PNG or WebP, at most 10 MB. Hidden data such as the position is removed. Up to four.
field-number_what = What was measured
field-number_before = Before
field-number_after = After
field-number_unit = Unit
help-number_before = Empty when it is not known.
field-photo = Add a photo
field-photo_alt = Description of photo
field-photo_decorative = This photo is decorative and needs no description
field-photo_people = Can people be recognised?
field-photo_remove = Take this photo away
field-link_url = Address of a link
field-link_title = Text of the link
people-agreed-none = Nobody can be recognised
people-agreed-yes = Yes, and they agreed to be shown
people-agreed-no = Yes, and they did not agree

# Withdrawing.
withdraw-title = Withdraw “{ $it }”
withdraw-lead = The text disappears here, and other servers are asked to delete it. Title, date and your reason stay. This cannot be undone.
field-reason = Reason
help-reason = Shown to all who open the page.
done-withdrawn = The practice is withdrawn.
done-confirmed = The page now says that the practice is still in use.
done-featured = It stands first on your page.
done-unfeatured = It no longer stands first.

# Replication report.
report-title = We tried “{ $it }”
report-lead = Say how it went where you are. A report that it did not work is as useful as one that it did. It is published for { $it }, and the author is told.
report-do = Publish the report
report-login = To report that you tried this, log in as an organisation of this node, or answer from your own server: a reply to this address is shown under the practice.
help-what_we_changed = At most 400 characters.
help-barriers = Up to three.
done-reported = Your report is published.
