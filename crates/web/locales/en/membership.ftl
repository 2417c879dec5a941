# Networks: for their admins, and for organisations that are members.
applications-title = Applications
applications-of = { $it }: applications
applications-none = No application waits. New ones come here by themselves.
applications-waiting = { $count ->
    [one] application waits
   *[other] applications wait
}
applications-keys = Keys: j next, k previous, a ask. Approving and declining is a click or Enter.
keys-switch-on = Switch the keys on
keys-switch-off = Switch the keys off
applications-begin = Begin with the oldest
application-age = { $count ->
    [0] today
    [one] { $shown } day ago
   *[other] { $shown } days ago
}
application-next = Next step
application_next-decide = decide
application_next-answer = the applicant answers
application_next-own = decided by others: your own organisation
application-previous = Previous
application-following = Next
application-position = { $it } of { $other }
application-facts = What it says of itself
application-checks = What the machine found
application-checks-lead = Hints only. A person decides.
application-checks-none = Nothing stands out.
application_hint-ties-declared = Declares links to government or business
referee-link-title = Link for this referee
referee-link-lead = Send each referee their link. It opens one page with one question.
application-referee-make = Make a link
referees-none = It named no referee.
application-objections-title = Objections
application-objections-none = Nobody objects.
application-discussion = Discussion
application-discussion-none = Nobody has written anything.
application-votes = Votes so far
application-vote-yes = for
application-vote-no = against
application-people-needed = { $count ->
    [one] { $shown } person decides.
   *[other] { $shown } people must agree.
}
application-not-yet = Nobody is admitted before the time for comments is over; your vote is kept until then.
application-own-case = This is your own organisation, or its mailbox is yours. Others decide.
application-decide = Decide
application-approve = Approve
application-ask = Ask
application-ask-title = Ask the applicant
application-decline = Decline
field-tier = Tier
help-tier-probation = On probation for { $it }.
field-approve_reason = Reason
help-approve_reason = Needed when members object or recommendations are missing. The applicant sees it.
field-question = Question
help-question = The applicant reads it in { $it }. Choose a sentence, or write your own.
field-decline_reason = Reason
help-decline_reason = The applicant reads it in { $it }. Choose a sentence, or write your own.
field-template = Sentence
template-own = (write my own)
decline_template-no-referee = No referee has recommended you. Apply again when members know you.
decline_template-not-civil = This network is for civil society organisations, and we could not see that yours is one.
decline_template-other-region = This network is for another region.
decline_template-cannot-verify = We could not verify who you are from what you sent.
decline_template-duplicate = You are a member already, or another application of yours is open.
decline_template-objection = Members object, and the discussion did not settle it.
decline_template-conduct = What we know of your work does not fit our code of conduct.
ask_template-referee = Please name a member who knows you.
ask_template-register = Please tell us where you are registered, or why that is not safe.
ask_template-website = Please tell us a page on which we can see your work.
ask_template-ties = Please tell us more about your links to government or business.
ask_template-contact = Please give us a mailbox that belongs to a role, not to a person.
done-approved = Approved. It is a member now, and has been told.
done-vote-kept = Your vote is kept. It is not decided yet.
done-asked = Asked. It has been told.
application-not-told = Nothing is sent to it: it has no mailbox to which this node can write, and no account on another node. Questions and decisions stand on the page of its private link: tell it to look there.
done-application-declined = Declined. It has been told why.

action-refused = Nothing was done: { $it }

# Members.
members-title = Members
members-of = { $it }: members
members-tier = Tier
members-since = Since
members-renewed = Renewed
members-hidden = Hidden
members-none = Nobody has been admitted yet.
member-life = What happened
member-renewal-due = Renewal due
member-probation-ends = Probation ends
member-hidden = Hidden member: it stands in no list, page or feed.
member-remind = Remind
member-remind-lead = It gets a message that its membership ends unless it renews.
member-renew = Renew for it
member-renew-lead = For a member that told you by phone or letter.
member-tier-change = Change the tier
member-suspend = Suspend
member-suspend-lead = At once, and for a time. It may then only take back and delete its own.
field-until = Until
help-until = A day as 2026-05-31, within a year.
member-lift = End the suspension
member-hearing = Begin an expulsion
member-hearing-lead = First the member is told the grounds and may answer for { $it }. Only then can it be put out.
field-grounds = Grounds
help-grounds = The member and the admins read them, nobody else.
member-hearing-open = Expulsion: it may answer until { $it }
member-hearing-answer = Its answer
member-hearing-no-answer = It has not answered yet.
member-hearing-close = Drop the matter
member-expel = Expel
member-expel-lead = Its membership ends on every node. What it endorsed before stays, marked.
member-appeal-grant = Grant the appeal
member-appeal-refuse = Refuse the appeal
member-move = Wants to move
member-move-lead = It asks to go on as { $it }. The request carries the signature of its old key.
member-move-accept = Accept the new address
member-key = Pin another key
member-key-lead = Only when the old key is lost and you have spoken to the organisation. Otherwise it changes its key itself.
field-member_key = New key
help-member_key = Ed25519 Multikey; begins with z6Mk.
member-handover = Hand over
handover-title = Link for the new contact
handover-lead = Send it to them on a way that you trust. It is shown once.
field-member_reason = Reason
help-member_reason = The member sees it.
done-reminded = Reminded.
done-renewed = Renewed for another term.
done-tier-set = Done. The roster has changed.
done-suspended = Suspended. Every node learns it with the next roster.
done-suspension-lifted = The suspension has ended.
done-hearing-open = The member has been told the grounds.
done-hearing-closed = The matter is dropped.
done-expelled = Expelled.
done-appeal-decided = Decided. The member has been told.
done-moved = The new address stands in the roster.
done-key-pinned = The new key is pinned.

# The roster.
roster-title = Roster
roster-of = { $it }: roster
roster-number = Number
roster-last-changes = What changed last
roster-change-none = Nothing has changed yet.
roster-download = Download the roster

# Making networks.
networks-admin-title = Networks of this node
networks-admin-none = There is no network here yet.
network-new = Found a network
network-edit = Settings of the network
network-edit-of = { $it }: settings
network-more-languages = Keep, and add languages
network-admins = Admins
network-admins-lead = They decide on members. The last one cannot go.
proposals-title = Proposed changes
proposals-lead = Looser rules and other admins need two people here: another admin than the one who proposes confirms.
proposal-add-admin = { $it } is to become an admin
proposal-remove-admin = { $it } is to be no admin any more
proposal-rules = Other rules
proposal-confirm = Confirm
proposal-drop = Drop
proposal-outdated = The network was changed since. Drop this, and propose it anew.
done-proposed = Proposed. It holds when another admin confirms it.
done-proposal-confirmed = Confirmed. It holds now.
done-proposal-dropped = Dropped. Nothing has changed.
proposals-waiting = Changes that wait for a second admin: { $shown }
proposal-by = Proposed by { $it } on { $other }
network-admin-add = Make admin
network-admin-remove = Remove
network-you = you
network-too-few-admins = { $count ->
    [one] This network needs { $shown } admin to be able to decide.
   *[other] This network needs { $shown } admins to be able to decide.
}
field-network_handle = Short name in the address
help-network_handle = Small letters, digits and underscore. It cannot be changed later.
field-network_name = Name of the network
field-network_about = What it is for
help-network_about = A few sentences, at most 500 characters.
field-network_languages = Languages
help-network_languages = In which one can apply. The first one in the list is the main one.
field-network_conduct = Code of conduct
help-network_conduct = Plain text. Applicants accept it.
network-conduct-in = Code of conduct in { $it }
field-network_regions = Regions
help-network_regions = Nothing chosen: the whole world.
field-deciding = Who decides on members
network_rule-one-admin = One admin
network_rule-two-admins = Two admins
network_rule-vote = A vote of admins and members
network_rule-lazy-consensus = One admin, when nobody objects during the time for comments
field-quorum = Votes at least
help-quorum = For a vote: 2 to 1000.
field-two_people = Two different people in any case
field-comment_days = Days for comments
help-comment_days = 0 to 90.
field-asked_referees = Referees asked for
help-asked_referees = 0 to 5.
field-probation_months = Months of probation
field-renewal_months = Months until renewal
help-renewal_months = 0: never.
field-answer_days = Days to answer before an expulsion
help-answer_days = 7 to 90.
field-appeal_days = Days to appeal
help-appeal_days = 30 to 60.
field-tiers = Tiers into which it admits
field-regional_nodes_admit = A regional node’s recommendation admits in its region
field-admin_login = Login name
done-network-founded = The network is founded.
done-network-saved = Saved.
done-admin-added = Is an admin now.
done-admin-removed = Is no longer an admin.
region-002 = Africa
region-019 = Americas
region-142 = Asia
region-150 = Europe
region-009 = Oceania

# Settings of an organisation.
my-networks-title = Networks
my-networks-lead = Where { $it } stands, and what it can do.
my-networks-none = Your organisation belongs to no network yet.
my-networks-join = Join a network
my-networks-join-lead = Paste the name of the network, as @name@host, or its address.
field-network_address = Network
help-network_address = For example @climate_forum@alpha.example
my-networks-look = Go on
my-networks-renew = Renew
my-networks-renew-due = Renew before { $it }
my-networks-answer = Answer the grounds
my-networks-answer-lead = The network considers putting you out. You may answer until { $it }.
my-networks-appeal = Appeal
my-networks-appeal-lead = You may appeal once, until { $it }.
my-networks-leave = Leave the network
my-networks-leave-lead = Your membership ends on every node. What you published and endorsed stays.
field-hearing_answer = Your answer
field-appeal_grounds = Why the decision is wrong
my-networks-voice = Applications to comment on
done-network-asked = The application is on its way. Its answer comes here.
done-hearing-answered = Your answer is with the network.
done-appeal-sent = Your appeal is with the network.
done-left = You have left the network.

# Why a decision was not taken.

applications-past = Declined and taken back
applications-past-of = { $it }: declined and taken back
applications-past-none = Nothing has been declined or taken back yet.
applications-past-times = sent { $it }, ended { $other }
members-heard = Last heard
members-heard-here = this node
members-heard-never = never
members-key-since = Key since
roster-signed-number = Signed as a whole at number
roster-signed-at = Signed
roster-signed-by = Key
roster-signature = Signature
roster-holders = Who has it
roster-holders-lead = What each node that gets the roster has confirmed to have taken.
roster-holders-none = No other node gets the roster yet. It goes to the nodes of members by itself.
roster-holder-node = Node
roster-holder-missing = Changes that wait
voice-tier = The vote is on admission as: { $it }
