# Timelines and follows.
timeline-title = From those you follow
timeline-none = Nothing is here yet. Follow organisations on this or other nodes, and what they publish appears here.
incoming-title = Replies and reports
incoming-none = Nobody has answered yet. Replies to your practices and reports on them appear here. What comes from somebody new waits for a first look.
follows-title = Following
follows-none = You follow nobody yet. Type an address above, for example @water@node.example.
follow-address = Whom do you want to follow?
follow-address-help = An address such as @name@server, or the link of a profile.
unfollow = Stop following
follow-state-pending = asked; waits for an answer
follow-state-active = following
follow-state-refused = refused
follow-state-ended = ended
followers-title = Followers
followers-none = Nobody follows you yet. Tell others your address: it stands on the page of your organisation.
followers-waiting = { $count ->
    [one] { $shown } waits for your answer
   *[other] { $shown } wait for your answer
}
accept = Accept
refuse = Refuse
remove-follower = Remove
done-following = You follow them now.
done-asked-to-follow = Asked. You follow them when they accept.
done-unfollowed = You no longer follow them.
done-accepted = Accepted. They get what you publish from now on.
done-refused = Done. They do not get what you publish.
remote-follow-title = Follow or answer from your own server
remote-follow-lead = You need no account here. If you have one on Mastodon or another node, type its address: your own server opens and asks you there.
field-your_handle = Your address
help-your_handle = For example @name@mastodon.example. It is used once and not kept.
remote-follow-do = Go to my server
remote-follow-by-hand = Or search on your server for: { $it }
remote-follow-go = Your server was found. It opens in this window and asks you to confirm.
