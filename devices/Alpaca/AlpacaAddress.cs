using System.Globalization;

namespace Sync.Devices.Alpaca;

/// <summary>Where an Alpaca server listens.</summary>
public sealed record AlpacaAddress(string Host, int Port)
{
    public const int DefaultPort = 11111;

    /// <summary>Reads "host", "host:port" or "[ipv6]:port".</summary>
    /// <exception cref="FormatException">no host, or a port that is not a number from 1 to 65535</exception>
    public static AlpacaAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        var host = (hasPort ? text[..colon] : text).Trim().Trim('[', ']');
        var port = DefaultPort;
        if (hasPort && !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
            port = 0;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown || port is < 1 or > 65535)
            throw new FormatException($"Alpaca address \"{text}\" is not host or host:port with a port from 1 to 65535");
        return new AlpacaAddress(host, port);
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
