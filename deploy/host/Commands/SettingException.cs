namespace Sync.Host.Commands;

/// <summary>An argument or a setting can't be used. The message names it, its value and what is allowed.</summary>
internal sealed class SettingException(string message) : Exception(message);
