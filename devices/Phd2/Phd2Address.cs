using System.Globalization;

namespace Sync.Devices.Phd2;

/// <summary>Where PHD2's event server listens: port 4400 for its first instance, one more for each further one.</summary>
public sealed record Phd2Address(string Host, int Port)
{
    public const int DefaultPort = 4400;

    /// <summary>Reads "host", "host:port" or "[ipv6]:port".</summary>
    /// <exception cref="FormatException">no host, or a port that is not a number from 1 to 65535</exception>
    public static Phd2Address Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        var host = (hasPort ? text[..colon] : text).Trim().Trim('[', ']');
        var port = DefaultPort;
        if (hasPort && !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
            port = 0;
        if (host.Length == 0 || port is < 1 or > 65535)
            throw new FormatException($"PHD2 address \"{text}\" is not host or host:port with a port from 1 to 65535");
        return new Phd2Address(host, port);
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
