"""Where a tree says how its application is started: one file for each kind of description.

Each reader yields `Invocation`s, command lines of servers, and gaps; what their options mean is said in
`forklint.deploy.servers`.
"""
