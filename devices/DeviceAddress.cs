using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sync.Devices;

/// <summary>Where a server of devices listens.</summary>
/// <param name="Host">a name or an address, without brackets</param>
/// <param name="Port">1 to 65535</param>
public sealed record DeviceAddress(string Host, int Port)
{
    public const int UsualIndiPort = 7624;

    public const int UsualAlpacaPort = 11111;

    /// <summary>Of PHD2's first instance; each further one has the next.</summary>
    public const int UsualPhd2Port = 4400;

    public const string Allowed = "host or host:port with a port from 1 to 65535";

    /// <summary>Reads "host", "host:port", "[ipv6]" or "[ipv6]:port".</summary>
    /// <exception cref="FormatException">no host, or a port that is not a number from 1 to 65535</exception>
    public static DeviceAddress Parse(string text, int usualPort) =>
        TryParse(text, usualPort, out var address) ? address : throw new FormatException($"Address \"{text}\" is not {Allowed}.");

    public static bool TryParse(string? text, int usualPort, [NotNullWhen(true)] out DeviceAddress? address)
    {
        address = null;
        if (text is null)
            return false;
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        var host = (hasPort ? text[..colon] : text).Trim().Trim('[', ']');
        var port = usualPort;
        if (hasPort && !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))
            return false;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown || port is < 1 or > 65535)
            return false;
        address = new(host, port);
        return true;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
