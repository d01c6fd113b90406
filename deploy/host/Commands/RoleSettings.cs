namespace Sync.Host.Commands;

/// <summary>What a role is told by its environment.</summary>
internal static class RoleSettings
{
    /// <summary>Null for SQLite in the data folder.</summary>
    public static string? Storage => Environment.GetEnvironmentVariable("ConnectionStrings__Storage") is { Length: > 0 } storage ? storage : null;

    /// <exception cref="SettingException">not an address of a broker; its secrets are not repeated</exception>
    public static Uri? Broker
    {
        get
        {
            if (Environment.GetEnvironmentVariable("ConnectionStrings__Broker") is not { Length: > 0 } text)
                return null;
            return Uri.TryCreate(text, UriKind.Absolute, out var broker) && broker.Scheme is "amqp" or "amqps"
                ? broker
                : throw new SettingException("ConnectionStrings__Broker is no address of a broker; allowed is amqp://USER:PASSWORD@HOST[:PORT][/VHOST], or amqps.");
        }
    }
}
