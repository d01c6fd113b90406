namespace Sync.Host.Settings;

/// <summary>What the broker's address leaves out. Section "Broker".</summary>
internal sealed class BrokerOptions
{
    /// <summary>Where the address has none.</summary>
    public string? Password { get; init; }

    /// <summary>PEM file of the authority that signed the certificate of an "amqps" broker; null for those that the system trusts.</summary>
    public string? Authority { get; init; }
}
