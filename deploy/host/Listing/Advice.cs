using System.Net.Sockets;
using Sync.Devices;

namespace Sync.Host.Listing;

/// <summary>What to do about a server that could not be asked, after what went wrong.</summary>
internal static class Advice
{
    /// <returns>one sentence</returns>
    public static string For(string protocol, DeviceAddress address, DeviceException e) => $"{Reason(e)}; {Remedy(protocol, address, e)}.";

    private static string Remedy(string protocol, DeviceAddress address, DeviceException e)
    {
        var chain = Chain(e).ToList();
        var socket = chain.OfType<SocketException>().FirstOrDefault()?.SocketErrorCode;
        return socket switch
        {
            SocketError.ConnectionRefused => $"{Program(protocol, address)}, or name another address with --{protocol} HOST:PORT",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"see that {address.Host} is written as the network knows it, or give its IP address",
            null when !chain.OfType<TimeoutException>().Any() => $"see that it is {Called(protocol)} that listens at port {address.Port}",
            _ => $"see that {address.Host} is switched on and in this network, and that no firewall closes port {address.Port}",
        };
    }

    private static string Program(string protocol, DeviceAddress address) => protocol switch
    {
        "indi" => $"start indiserver there, with -p {address.Port}",
        "phd2" => "start PHD2 there and switch on Tools, Enable Server",
        _ => "start the Alpaca server there, such as ASCOM Remote, or the device that has one",
    };

    private static string Called(string protocol) => protocol switch
    {
        "indi" => "an INDI server",
        "phd2" => "PHD2",
        _ => "an Alpaca server",
    };

    /// <summary>Without the name of the server, which stands before it already.</summary>
    private static string Reason(DeviceException e)
    {
        var words = e.Message.StartsWith($"{e.Device}: ", StringComparison.Ordinal) ? e.Message[(e.Device.Length + 2)..] : e.Message;
        return words.TrimEnd('.', '?');
    }

    private static IEnumerable<Exception> Chain(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            yield return e;
    }
}
