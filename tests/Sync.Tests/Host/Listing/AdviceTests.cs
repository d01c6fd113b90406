using System.Net.Sockets;
using Sync.Devices;
using Sync.Host.Listing;

namespace Sync.Tests.Host.Listing;

public sealed class AdviceTests
{
    private static readonly DeviceAddress Address = new("dome", 7624);

    [Theory]
    [InlineData("indi", "Connection refused; start indiserver there, with -p 7624, or name another address with --indi HOST:PORT.")]
    [InlineData("phd2", "Connection refused; start PHD2 there and switch on Tools, Enable Server, or name another address with --phd2 HOST:PORT.")]
    [InlineData("alpaca", "Connection refused; start the Alpaca server there, such as ASCOM Remote, or the device that has one, or name another address with --alpaca HOST:PORT.")]
    public void Who_refuses_is_started(string protocol, string sentence) => Assert.Equal(sentence, Of(protocol, SocketError.ConnectionRefused, "Connection refused"));

    [Theory]
    [InlineData(SocketError.HostNotFound, "No; see that dome is written as the network knows it, or give its IP address.")]
    [InlineData(SocketError.TryAgain, "No; see that dome is written as the network knows it, or give its IP address.")]
    [InlineData(SocketError.HostUnreachable, "No; see that dome is switched on and in this network, and that no firewall closes port 7624.")]
    public void Who_is_not_reached_is_looked_for(SocketError error, string sentence) => Assert.Equal(sentence, Of("indi", error, "No"));

    [Fact]
    public void Who_is_silent_is_looked_for_and_who_speaks_otherwise_is_another()
    {
        var silent = new DeviceException("INDI server dome:7624", "no answer within 3 s", new TimeoutException());
        Assert.Equal("no answer within 3 s; see that dome is switched on and in this network, and that no firewall closes port 7624.", Advice.For("indi", Address, silent));
        var other = new DeviceException("PHD2 dome:7624", "no greeting within 10 s; is that PHD2?");
        Assert.EndsWith("; see that it is PHD2 that listens at port 7624.", Advice.For("phd2", Address, other));
    }

    private static string Of(string protocol, SocketError error, string words) =>
        Advice.For(protocol, Address, new DeviceException("server", words, new IOException("wrapped", new SocketException((int)error))));
}
