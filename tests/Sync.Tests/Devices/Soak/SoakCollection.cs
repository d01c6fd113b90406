namespace Sync.Tests.Devices.Soak;

/// <summary>Tests that count the memory and the handles of the process, and so must be alone in it.</summary>
[CollectionDefinition("Soak", DisableParallelization = true)]
public sealed class SoakCollection;
