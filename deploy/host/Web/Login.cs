using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Host.Web;

/// <summary>HTTP's basic authentication (RFC 7617) of the one user "sync".</summary>
internal static class Login
{
    public const string User = "sync";

    /// <summary>What a browser is answered that has not logged in.</summary>
    public const string Challenge = "Basic realm=\"Sync\", charset=\"UTF-8\"";

    /// <param name="header">"Authorization" of a request</param>
    /// <param name="password">the right one</param>
    public static bool IsRight(string? header, string password) =>
        AuthenticationHeaderValue.TryParse(header, out var given)
        && string.Equals(given.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
        && Decoded(given.Parameter) is { } login
        && Same(login, $"{User}:{password}");

    private static string? Decoded(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    /// <summary>Takes as long whatever is wrong, the length included.</summary>
    private static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(a)), SHA256.HashData(Encoding.UTF8.GetBytes(b)));
}
