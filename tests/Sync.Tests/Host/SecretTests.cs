using Sync.Devices.Rig;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host;

[Collection("The program")]
public sealed class SecretTests : IDisposable
{
    private const string Secret = "hinter-dem-Mond";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private readonly ScratchDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_password_that_the_broker_refuses_is_said_nowhere()
    {
        using var broker = new RefusingBroker();
        var settings = Write("settings.json", $$"""{"ConnectionStrings": {"Broker": "amqp://127.0.0.1:{{broker.Port}}"} }""");
        Directory.CreateDirectory(Path.Combine(folder, "secrets"));
        Write("secrets/Broker__Password", Secret + "\n");
        using var sync = SyncProcess.Start(
            "dither", "--rig", Rig(), "--data", folder.Path, "--settings", settings, "--secrets", Path.Combine(folder, "secrets"));
        Assert.Contains($"dither\0{Secret}", await broker.Login);
        Assert.Equal(2, await sync.Ended(Soon));
        Assert.Contains("refused the login of dither", Assert.Single(sync.Lines));
        AssertKept(sync.Lines);
    }

    [Fact]
    public async Task A_password_in_an_address_that_cannot_be_used_is_said_nowhere()
    {
        var settings = Write("settings.json", $$"""{"ConnectionStrings": {"Broker": "amqp://me:/{{Secret}}@host", "Storage": "Server=a;Database=b;{{Secret}}=c"} }""");
        using var sync = SyncProcess.Start("dither", "--rig", Rig(), "--data", folder.Path, "--settings", settings);
        Assert.Equal(2, await sync.Ended(Soon));
        Assert.StartsWith("ConnectionStrings:Broker is no address of a broker", Assert.Single(sync.Lines));
        AssertKept(sync.Lines);
    }

    private static void AssertKept(IReadOnlyList<string> lines) =>
        Assert.DoesNotContain(lines, l => l.Contains(Secret, StringComparison.OrdinalIgnoreCase) || l.Contains("Mond", StringComparison.OrdinalIgnoreCase));

    private string Rig() => Write("rig.json", RigFile.Write(DemoRig.Of(1)));

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return Path.Combine(folder, name);
    }
}
