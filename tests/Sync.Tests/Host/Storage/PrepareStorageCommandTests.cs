using Sync.Host.Commands;

namespace Sync.Tests.Host.Storage;

[Collection("The program")]
public sealed class PrepareStorageCommandTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task What_is_not_set_is_named()
    {
        await Wrong("ConnectionStrings:StorageAdministrator is empty; allowed is the connection string of a SQL Server administrator, such as Server=HOST;User ID=sa.");
        Set("ConnectionStrings__StorageAdministrator", "Server=127.0.0.1,1;User ID=sa");
        Set("Storage__AdministratorPassword", "hidden");
        await Wrong("Storage:Passwords:scheduler is empty; allowed is the password that scheduler logs in with.");
        Set("Storage__Passwords__scheduler", "hidden");
        Set("Storage__Passwords__dither", "hidden");
        await Wrong("Storage:Passwords:grader is empty; allowed is the password that grader logs in with.");
        Set("ConnectionStrings__StorageAdministrator", "Server==;hidden");
        var said = await Spoken.By("prepare-storage", "--secrets", scratch.Folder);
        Assert.Equal(CommandLine.Wrong, said.Code);
        Assert.DoesNotContain("hidden", said.Error);
    }

    private void Set(string name, string text) => File.WriteAllText(scratch.File(name), text);

    private async Task Wrong(string sentence)
    {
        var said = await Spoken.By("prepare-storage", "--secrets", scratch.Folder);
        Assert.Equal((CommandLine.Wrong, sentence, ""), (said.Code, said.Error, said.Output));
    }
}
