namespace Sync.Tests.Integration.Processes;

/// <summary>How a broker is logged in to.</summary>
/// <param name="Administrator">as one who may do anything</param>
/// <param name="Password">of a user that Sync has: "scheduler", "camera-NAME"</param>
internal sealed record Logins(Uri Administrator, Func<string, string>? Password)
{
    /// <summary>As a user of Sync; on a broker that has none of them, as the administrator.</summary>
    public Uri Of(string user) => Password is null
        ? Administrator
        : new UriBuilder(Administrator) { UserName = user, Password = Password(user) }.Uri;
}
