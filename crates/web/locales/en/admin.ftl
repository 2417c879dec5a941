# Set-up.
setup-title = Set this node up
setup-lead = Three things: the name of the node, your account, and your organisation. All of it is stored at once, when you press the button.
setup-do = Set the node up
field-domain = Name of the node (domain)
help-domain = The domain under which people will find it. It is part of every address that this node gives out, and of its keys.
field-for_ever = I understand that this name is for ever
help-for_ever = It cannot be changed later: other servers would see a new and unknown node. Check the spelling twice.
field-handle = Short name in the address
help-handle = Small letters, digits and underscore. People find the organisation as @short_name@domain. It never changes.
done-set-up = The node is set up. Log in with the account that you just made.

# The node.
admin-title = Node
check-ok = ✓ Fine
check-warn = ! Look at this
check-fail = ✗ Mend this
doctor-title = Checks
doctor-again = Check again
never = never
node-settings-title = Settings of the node
field-node_name = Name of the node
field-node_about = About the node
field-node_rules = Rules of the node
audit-title = Audit log
audit-when = When
audit-who = Who
audit-what = What
audit-object = On what

# Deliveries.
deliveries-title = Deliveries
deliveries-lead = What other servers have not got yet waits here, in order, for as long as they follow.
deliveries-no-peers = No other server follows yet.
deliveries-waiting = Waiting deliveries
deliveries-none-waiting = Everything is delivered.
peer-up-to-date = Up to date
peer-waiting = { $count ->
    [one] { $shown } waiting
   *[other] { $shown } waiting
}
peer-since = since { $it }
peer-paused = paused
peer-alarm = a person must look at this
peer-parked = { $count ->
    [one] { $shown } set aside
   *[other] { $shown } set aside
}
peer-last-answer = Last answer: { $it }
peer-next-try = next try { $it }
peer-promise = It gets them when it is back.
peer-last-success = Last delivered
peer-last-heard = Last heard from it
peer-failures = Failures in a row
peer-signature = Signature that it takes
peer-software = Software
peer-bandung = A node like this one
peer-other = Other software
peer-try = Try now
peer-pause = Pause
peer-resume = Go on
peer-catch-up = Ask what we missed
peer-drop = { $count ->
    [one] Drop { $shown } that was set aside
   *[other] Drop { $shown } that were set aside
}
peer-answers = Last answers
peer-no-answers = It was not asked yet.
done-peer-tried = It is being tried now. Load the page again in a moment.
done-peer-paused = Paused. What is published waits.
done-peer-resumed = It goes on.
done-peer-dropped = Dropped.
done-peer-caught-up = Asked. What was missed is here now.

# Moderation.
flags-title = Reports
flags-none = Nobody has reported anything.
flag-open = open
flag-resolved = dealt with
blocks-title = Blocked servers
blocks-lead = A silenced server is seen only by those who follow somebody there. From a suspended one nothing is taken, and nothing is sent to it. Subdomains are included.
blocks-none = No server is blocked.
field-host = Server
field-severity = How
severity-silence = Silence
severity-suspend = Suspend
block-do = Block
block-lift = Lift the block
done-blocked = Blocked.
done-lifted = The block is lifted. Follows that it ended stay ended: ask again on either side.

# People and organisations.
people-title = People
person-new = A new person
person-add = Add, and make a link for the password
field-node_role = Role for the whole node
field-organisation = Organisation
field-organisation_role = Role in it
node-role-none = None
node-role-moderator = Moderator
node-role-operator = Operator
password-link-make = Link for a new password
password-link-title = Link to choose a password
password-link-lead = Give this link to the person, by whatever way is safe. It is shown only now, works once, and ends in seven days.
end-all-logins = End all logins
disable = Close the account
enable = Open the account
organisation-new = A new organisation
organisation-add = Found it
done-founded = The organisation is founded.
