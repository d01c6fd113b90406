namespace Sync.Scheduler.Catalogue;

/// <summary>A file can't be imported; nothing was written. The message says why.</summary>
public sealed class ImportException(string message) : Exception(message);
