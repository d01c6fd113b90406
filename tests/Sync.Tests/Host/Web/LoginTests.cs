using System.Text;
using Sync.Host.Web;

namespace Sync.Tests.Host.Web;

public class LoginTests
{
    [Theory]
    [InlineData("Basic", "sync:pa:ss wörd", true)]
    [InlineData("basic", "sync:pa:ss wörd", true)]
    [InlineData("Bearer", "sync:pa:ss wörd", false)]
    [InlineData("Basic", "Sync:pa:ss wörd", false)]
    [InlineData("Basic", "sync:pa:ss wör", false)]
    [InlineData("Basic", "sync:", false)]
    [InlineData("Basic", "sync", false)]
    [InlineData("Basic", "", false)]
    public void Only_the_user_with_the_password_enters(string scheme, string login, bool enters) =>
        Assert.Equal(enters, Login.IsRight($"{scheme} {Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}", "pa:ss wörd"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic %%%")]
    [InlineData("Basic c3luYw==, Basic c3luYw==")]
    public void What_is_no_login_is_refused(string? header) => Assert.False(Login.IsRight(header, "password"));
}
