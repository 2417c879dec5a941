# Around every page.
skip-to-content = Skip to the content
development-network = Development network: not for real work. Nothing here is safe or lasting.
keep-language = Keep this language on this device
nav-main = Main
nav-languages = Languages
nav-about = About this node
nav-pages = Pages
nav-practices = Practices
nav-organisations = Organisations
nav-timeline = Following
nav-inbox = Replies
nav-write = Write
nav-settings = Settings
nav-node = Node
nav-search = Search
nav-login = Log in
logout = Log out
signed-in-as = You are logged in as { $it }.
signed-in-for = You are logged in as { $it }, for { $other }.
page-weight = This page weighs { $it } kB.
next-page = More
to-front-page = Front page
unknown = Unknown
feed = Feed
edited = edited
held = waits for a first look
delete = Delete
save = Save
cancel = Cancel
yes = Yes
no = No

# Dates. $it is the day, $other the month and year; then month and year; then day and time.
date-day = { $it } { $other }
date-month = { $it } { $other }
date-moment = { $it }, { $other } UTC
period = { $it } to { $other }
period-open = since { $it }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Months after the number of a day.
month-of-day-1 = January
month-of-day-2 = February
month-of-day-3 = March
month-of-day-4 = April
month-of-day-5 = May
month-of-day-6 = June
month-of-day-7 = July
month-of-day-8 = August
month-of-day-9 = September
month-of-day-10 = October
month-of-day-11 = November
month-of-day-12 = December

# Front page.
home-title = Climate practices that worked, and what went wrong
home-lead = Organisations write down what they did against drought, flood, heat and hunger. Others try it and say how it went.
home-newest = New practices
home-by-sector = By subject
home-follow = Every organisation here can be followed from Mastodon and similar networks. Search there for its address, or press “Follow” on its page.
all-practices = All practices
practices-of-node = { $count ->
    [one] practice
   *[other] practices
}
organisations-of-node = { $count ->
    [one] organisation
   *[other] organisations
}

# Posts and what is done with them.
posts = Posts
posts-none = Nothing is here yet. What is published will be listed with the newest first.
post-by = Post by { $it }
boosted-by = Shared by { $it }
in-answer-to = In answer to
on-its-server = On its own server
like = Like
unlike = Take the like back
boost = Share
unboost = Take the share back
reply = Reply
reply-label = Your reply
reply-as = Reply as { $it }
answer-or-read = Read the answers
answer-from-your-server = Answer from your own server
first-look-show = Show it to all
first-look-hide = Hide it
likes = { $count ->
    [one] { $shown } like
   *[other] { $shown } likes
}
boosts = { $count ->
    [one] { $shown } share
   *[other] { $shown } shares
}
replies-count = { $count ->
    [0] Replies
    [one] { $shown } reply
   *[other] { $shown } replies
}
replies-none = Nobody has replied yet.

# What was done.
done-replied = Your reply is published.
done-liked = You like this post.
done-unliked = Your like is taken back.
done-boosted = You shared this post with your followers.
done-unboosted = You no longer share this post.
done-shown = It is shown to all. The next posts of this author need no first look.
done-hidden = It is hidden.
done-deleted = It is deleted here. Other servers are asked to delete it too.

# Organisations.
organisations-title = Organisations
organisations-here = On this node
organisations-elsewhere = On other nodes
organisations-none = No organisation of another node is known here yet. It appears when somebody here follows it.
follow-title = Follow
follow-name = Follow { $it }
edit-profile = Edit the profile
featured = Chosen by the organisation
followers-count = { $count ->
    [one] { $shown } follower
   *[other] { $shown } followers
}
following-count = { $count ->
    [one] follows { $shown }
   *[other] follows { $shown }
}

# Names of the pages about the node.
about-title = About
rules-title = Rules
privacy-title = Privacy
safety-title = Safety
accessibility-title = Accessibility
source-title = Source
display-title = Language and display
clock-wrong = The clock of this node is wrong. Until it is set, nothing is published, and nothing is exchanged with other servers. Reading goes on.
disk-low = The disk of this node is nearly full. Reading and withdrawing go on; everything else waits until there is room.
