namespace Sync.Host.Settings;

/// <summary>Where broker and database are. Section "ConnectionStrings".</summary>
internal sealed class ConnectionStringOptions
{
    /// <summary>"amqp[s]://[USER[:PASSWORD]@]HOST[:PORT][/VHOST]"; see <see cref="BrokerAddress"/>.</summary>
    public string? Broker { get; init; }

    /// <summary>SQL Server; null for SQLite in the data folder. See <see cref="StorageAddress"/>.</summary>
    public string? Storage { get; init; }

    /// <summary>SQL Server, as one who may make databases and logins.</summary>
    public string? StorageAdministrator { get; init; }
}
