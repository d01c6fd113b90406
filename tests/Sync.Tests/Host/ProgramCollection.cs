namespace Sync.Tests.Host;

/// <summary>Tests of the whole program: they need its console, or a core of their own.</summary>
[CollectionDefinition("The program", DisableParallelization = true)]
public sealed class ProgramCollection;
