namespace Sync.Ledger;

/// <summary>The store can't be used. The message says why and what to do.</summary>
public sealed class LedgerException(string message, Exception? inner = null) : Exception(message, inner);
