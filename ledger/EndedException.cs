namespace Sync.Ledger;

/// <summary>The process that works here counts as ended: nothing of what it still does may come true, and trying again is of no use.</summary>
public sealed class EndedException(string process) : Exception($"{process} has ended.");
