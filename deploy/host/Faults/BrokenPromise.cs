namespace Sync.Host.Faults;

/// <summary>Something that must never be, and was. One and two, about shutters, are among the violations.</summary>
/// <param name="Invariant">3 to 7, as the README of deploy numbers them</param>
/// <param name="What">a sentence</param>
internal sealed record BrokenPromise(int Invariant, string What);
