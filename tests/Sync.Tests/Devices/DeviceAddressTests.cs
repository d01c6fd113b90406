using Sync.Devices;

namespace Sync.Tests.Devices;

public sealed class DeviceAddressTests
{
    [Theory]
    [InlineData("observatory", "observatory", 7624)]
    [InlineData("127.0.0.1:7630", "127.0.0.1", 7630)]
    [InlineData("[::1]:7630", "::1", 7630)]
    [InlineData("[::1]", "::1", 7624)]
    public void Host_and_port_are_read(string text, string host, int port) =>
        Assert.Equal(new DeviceAddress(host, port), DeviceAddress.Parse(text, DeviceAddress.UsualIndiPort));

    [Theory]
    [InlineData("")]
    [InlineData(":7624")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("host:web")]
    [InlineData("my host:7624")]
    [InlineData("http://host:7624")]
    public void Anything_else_is_refused_with_the_text_given(string text) =>
        Assert.Contains($"\"{text}\"", Assert.Throws<FormatException>(() => DeviceAddress.Parse(text, DeviceAddress.UsualIndiPort)).Message);
}
