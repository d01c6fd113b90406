using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sync.Host.Commands;

namespace Sync.Host.Web;

/// <summary>Where to listen. What is looked at is what is bound: loopback, one address of this machine, or all of them.</summary>
/// <param name="Host">an IP address, "localhost", or anything else for all addresses, as Kestrel takes it</param>
/// <param name="Port">TCP; 0 for a free one</param>
internal sealed record ListenAddress(string Host, int Port)
{
    private const string Allowed = "allowed is http://ADDRESS:PORT, several with ; between them, or none";

    public bool IsLoopback => IsLocalhost || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    private bool IsLocalhost => string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>What Web:Listen says; empty for no page.</summary>
    /// <exception cref="SettingException">it is no list of addresses, or others could reach one of them without a password</exception>
    public static IReadOnlyList<ListenAddress> Read(WebOptions options)
    {
        if (string.Equals(options.Listen.Trim(), "none", StringComparison.OrdinalIgnoreCase))
            return [];
        var addresses = options.Listen.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        if (addresses.Count == 0)
            throw new SettingException($"Web:Listen is empty; {Allowed}.");
        if (string.IsNullOrEmpty(options.Password) && addresses.Find(a => !a.IsLoopback) is { } open)
            throw new SettingException($"Web:Listen is {open}, which other machines can reach; allowed without Web:Password is loopback alone, such as {new WebOptions().Listen}.");
        return addresses;
    }

    public void Bind(KestrelServerOptions server)
    {
        if (IsLocalhost)
            server.ListenLocalhost(Port);
        else if (IPAddress.TryParse(Host, out var address))
            server.Listen(address, Port);
        else
            server.ListenAnyIP(Port);
    }

    public override string ToString() => $"http://{Host}:{Port}";

    private static ListenAddress Parse(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            if (address is { Scheme: "http", PathBase: "", IsUnixPipe: false, IsNamedPipe: false, Host.Length: > 0, Port: >= 0 and <= ushort.MaxValue })
                return new(address.Host, address.Port);
        }
        catch (FormatException)
        {
            // said below
        }
        throw new SettingException($"Web:Listen is {text}; {Allowed}.");
    }
}
