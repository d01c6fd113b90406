using Sync.Host.Commands;

namespace Sync.Host.Settings;

/// <summary>A RabbitMQ broker, and as whom to log in.</summary>
/// <param name="Uri">"amqp://HOST[:PORT][/VHOST]" or "amqps", without user and password</param>
/// <param name="User">the sender's name</param>
/// <param name="Password">never said, not even by <see cref="ToString"/></param>
/// <param name="AuthorityFile">PEM file of the authority that signed the broker's certificate; null for those that the system trusts</param>
internal sealed record BrokerAddress(Uri Uri, string User, string Password, string? AuthorityFile)
{
    private const string Allowed = "allowed is amqp://[USER[:PASSWORD]@]HOST[:PORT][/VHOST], or amqps";

    /// <summary>From ConnectionStrings:Broker, Broker:Password and Broker:Authority; null when no broker is named.</summary>
    /// <param name="configuration">all settings</param>
    /// <param name="sender">the user where the address names none: the name of the role, or "camera-NAME"</param>
    /// <exception cref="SettingException">not an address of a broker, or no password; its secrets are not repeated</exception>
    public static BrokerAddress? Read(IConfiguration configuration, string sender)
    {
        if (configuration.Text("ConnectionStrings:Broker") is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var given) || !IsBroker(given))
            throw new SettingException($"ConnectionStrings:Broker is no address of a broker; {Allowed}, with %XX for signs such as / and @ in a password.");
        var login = given.UserInfo.Split(':', 2);
        var user = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : sender;
        var password = login is [_, { Length: > 0 } secret] ? Uri.UnescapeDataString(secret) : configuration.Text("Broker:Password");
        if (password is null)
            throw new SettingException($"ConnectionStrings:Broker has no password for {user}; allowed is one in the address, or in the setting Broker:Password.");
        return new(new UriBuilder(given) { UserName = "", Password = "" }.Uri, user, password, Authority(configuration, given));
    }

    public override string ToString() => $"{Uri} as {User}";

    /// <summary>A password with a bare "/" would make a host of the user: the rest, with its "@", is then in the path.</summary>
    private static bool IsBroker(Uri uri) =>
        uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && !uri.AbsolutePath.Contains('@');

    private static string? Authority(IConfiguration configuration, Uri broker)
    {
        if (configuration.Text("Broker:Authority") is not { } file)
            return null;
        if (broker.Scheme != "amqps")
            throw new SettingException("Broker:Authority is set, but ConnectionStrings:Broker is amqp, which is not encrypted; allowed is amqps.");
        return File.Exists(file) ? Path.GetFullPath(file) : throw new SettingException($"Broker:Authority is {file}, which is no file that can be read; allowed is a PEM file.");
    }
}
