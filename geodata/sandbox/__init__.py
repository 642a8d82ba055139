"""What is done in a process of its own, with limits of time and memory, because a file of others is in it?"""
