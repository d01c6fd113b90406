using Sync.Host.Commands;
using Sync.Host.Web;

namespace Sync.Tests.Host.Web;

public class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.1.2.3:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData(" http://127.0.0.1:5080 ; http://[::1]:5080; ")]
    public void Loopback_needs_no_password(string listen) => Assert.NotEmpty(ListenAddress.Read(new() { Listen = listen }));

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://observatory:5080")]
    [InlineData("http://localhost.lan:5080")]
    [InlineData("http://192.168.1.7:5080")]
    [InlineData("http://[fe80::1]:5080")]
    [InlineData("http://0:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081")]
    public void What_others_can_reach_needs_one(string listen)
    {
        var e = Assert.Throws<SettingException>(() => ListenAddress.Read(new() { Listen = listen }));
        Assert.Contains("which other machines can reach; allowed without Web:Password is loopback alone", e.Message);
        Assert.Throws<SettingException>(() => ListenAddress.Read(new() { Listen = listen, Password = "" }));
        Assert.NotEmpty(ListenAddress.Read(new() { Listen = listen, Password = "secret" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080/sync")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:-1")]
    [InlineData("http://unix:/sync.sock")]
    public void What_is_no_address_is_refused(string listen) =>
        Assert.StartsWith("Web:Listen is ", Assert.Throws<SettingException>(() => ListenAddress.Read(new() { Listen = listen, Password = "secret" })).Message);

    [Fact]
    public void None_is_nowhere() => Assert.Empty(ListenAddress.Read(new() { Listen = "None" }));
}
