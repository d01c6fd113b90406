// Several processes share the machine in each of these tests, and their nights run much faster than life.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
