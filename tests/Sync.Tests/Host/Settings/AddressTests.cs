using Microsoft.Extensions.Configuration;
using Microsoft.Data.SqlClient;
using Sync.Host.Commands;
using Sync.Host.Settings;

namespace Sync.Tests.Host.Settings;

public class AddressTests
{
    [Theory]
    [InlineData("amqp://host", "amqp://host/", "dither", "from its file")]
    [InlineData("amqps://host:5671/sky", "amqps://host:5671/sky", "dither", "from its file")]
    [InlineData("amqp://me@host", "amqp://host/", "me", "from its file")]
    [InlineData("amqp://me:a%2Fb%40c@host/sky", "amqp://host/sky", "me", "a/b@c")]
    public void What_an_address_leaves_out_is_the_role_and_its_secret(string address, string uri, string user, string password)
    {
        var broker = BrokerAddress.Read(Settings(("ConnectionStrings:Broker", address), ("Broker:Password", "from its file")), "dither")!;
        Assert.Equal((uri, user, password), (broker.Uri.ToString(), broker.User, broker.Password));
        Assert.DoesNotContain(password, $"{broker}");
    }

    [Theory]
    [InlineData("http://host", "is no address of a broker")]
    [InlineData("host:5672", "is no address of a broker")]
    [InlineData("amqp://me:pa/secret@host", "is no address of a broker")]
    [InlineData("amqp://me:1234/secret@host", "is no address of a broker")]
    [InlineData("amqp://me:1234#secret@host", "is no address of a broker")]
    [InlineData("amqp://host", "has no password for grader")]
    [InlineData("amqp://:@host", "has no password for grader")]
    public void An_address_that_cannot_be_used_is_refused_without_its_secret(string address, string why)
    {
        var e = Assert.Throws<SettingException>(() => BrokerAddress.Read(Settings(("ConnectionStrings:Broker", address)), "grader"));
        Assert.StartsWith($"ConnectionStrings:Broker {why}", e.Message);
        Assert.DoesNotContain("secret", e.Message);
    }

    [Fact]
    public void An_authority_is_a_file_and_only_for_an_encrypted_broker()
    {
        var missing = Settings(("ConnectionStrings:Broker", "amqps://a:b@host"), ("Broker:Authority", "no.pem"));
        Assert.StartsWith("Broker:Authority is no.pem", Assert.Throws<SettingException>(() => BrokerAddress.Read(missing, "grader")).Message);
        var bare = Settings(("ConnectionStrings:Broker", "amqp://a:b@host"), ("Broker:Authority", "no.pem"));
        Assert.Contains("not encrypted", Assert.Throws<SettingException>(() => BrokerAddress.Read(bare, "grader")).Message);
    }

    [Fact]
    public void Nothing_named_is_nothing()
    {
        Assert.Null(BrokerAddress.Read(Settings(("ConnectionStrings:Broker", "")), "grader"));
        Assert.Null(StorageAddress.Read(Settings(("Storage:Password", "a"))));
    }

    [Theory]
    [InlineData("Server=db;Database=sync;User ID=sync", "a;b=\"c")]
    [InlineData("Server=db;Database=sync;User ID=sync;Password=own", "own")]
    [InlineData("Data Source=db;Initial Catalog=sync;uid=sync;pwd=own", "own")]
    public void A_password_of_its_own_is_filled_in_where_the_string_has_none(string text, string password)
    {
        var storage = StorageAddress.Read(Settings(("ConnectionStrings:Storage", text), ("Storage:Password", "a;b=\"c")));
        Assert.Equal(password, new SqlConnectionStringBuilder(storage).Password);
    }

    [Theory]
    [InlineData("Server=db;Database=sync;Password=a;secret=b")]
    [InlineData("Server=db;Database=sync;Password=a;secret")]
    [InlineData("Server=db;Database=sync;Connect Timeout=secret")]
    public void A_connection_string_that_is_none_is_refused_without_its_text(string text)
    {
        var e = Assert.Throws<SettingException>(() => StorageAddress.Read(Settings(("ConnectionStrings:Storage", text))));
        Assert.StartsWith("ConnectionStrings:Storage is no connection string", e.Message);
        Assert.DoesNotContain("secret", e.Message);
    }

    [Fact]
    public void Simulation_is_real_time_unless_told_otherwise()
    {
        Assert.Equal((null, 1, TimeProvider.System), Parts(Settings().Section<SimulationOptions>("Simulation")));
        var wrong = Settings(("Simulation:Clock", "2026-11-20 fast"));
        Assert.StartsWith("Simulation:Clock is 2026-11-20 fast; allowed is", Assert.Throws<SettingException>(() => wrong.Section<SimulationOptions>("Simulation").Time()).Message);
    }

    private static (string?, int, TimeProvider) Parts(SimulationOptions s) => (s.World, s.Seed, s.Time());

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build();
}
