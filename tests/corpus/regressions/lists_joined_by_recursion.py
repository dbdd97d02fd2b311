# origin: pulp/pulpcore app/urls.py: lists that grow with each join must not grow without bound
import shop_plugins


class Node:
    def __init__(self, view=None):
        self.view = view
        self.children = []

    def add(self, node):
        if not node.view.parent:
            self.children.append(node)
        else:
            for child in self.children:
                child.add(node)

    def register(self, router):
        routers = []
        if self.view:
            routers.append(router)
        for child in self.children:
            routers = routers + child.register(router)
        return routers


tree = Node()
for plugin in shop_plugins.ALL:
    for view in plugin.views:
        tree.add(Node(view))

names = ["a", "b"]
for number in range(22):
    names = names + names
routers = tree.register(object())
