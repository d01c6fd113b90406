namespace Sync.Host.Web;

/// <summary>Where the page is. Section "Web".</summary>
internal sealed class WebOptions
{
    /// <summary>Addresses to listen on, such as "http://127.0.0.1:5080", separated by ';'; empty for no page.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Of the user "sync"; null for none, which only loopback may do without.</summary>
    public string? Password { get; init; }
}
