namespace Sync.Scheduler.Books;

/// <summary>How ids and long texts stand in the tables.</summary>
internal static class Keys
{
    /// <summary>32 lower hexadecimal digits: they compare alike in both databases.</summary>
    public static string Key(this Guid id) => id.ToString("N");

    public static string? AtMost(this string? text, int length) => text?.Length > length ? text[..length] : text;
}
