namespace Sync.Host.Nights;

/// <summary>A night can't go on. The message says why in one sentence.</summary>
internal sealed class NightException(string message) : Exception(message);
