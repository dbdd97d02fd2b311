"""Real servers for the tests: private instances on free loopback ports, in temporary folders, gone at the end.

A test asks for a fixture (`mariadb`, `postgres`, `postgres_tls`, `redis`, `rabbitmq`, `memcached`, `mysql_mimic`,
`web`, `mongo`) and gets a `Service`. All processes of one pytest run share one instance of each: RabbitMQ takes seconds
to start and CI has two cores. `launch.running(name)` starts one for a single test instead, which may then break or
stop it.
"""
