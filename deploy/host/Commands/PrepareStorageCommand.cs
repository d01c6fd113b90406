using System.CommandLine;
using System.Text.Json;
using Sync.Host.Settings;
using Sync.Host.Storage;
using Sync.Ledger.Databases;

namespace Sync.Host.Commands;

internal static class PrepareStorageCommand
{
    private static readonly IReadOnlyList<string> Names = [Role.Scheduler.Name, Role.Dither.Name, Role.Grader.Name];

    public static Command Make()
    {
        var json = Options.AsJson();
        var command = new Command("prepare-storage", "Makes the databases and logins of scheduler, dither and grader on SQL Server. Again, it changes nothing.") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = parsed.Configuration();
            var administrator = StorageAddress.Read(settings, "ConnectionStrings:StorageAdministrator", "Storage:AdministratorPassword")
                ?? throw new SettingException("ConnectionStrings:StorageAdministrator is empty; allowed is the connection string of a SQL Server administrator, such as Server=HOST;User ID=sa.");
            var passwords = Names.Select(n => (Name: n, Password: Password(settings, n))).ToList();
            var server = new SqlServerPreparation(administrator, TimeProvider.System);
            await server.Wait(cancel);
            var stores = passwords.Select(p => server.Prepare($"sync_{p.Name}", p.Password)).ToList();
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(stores, Options.Json) : StorageText.Of(stores));
            return CommandLine.Done;
        });
        return command;
    }

    private static string Password(IConfiguration settings, string name) => settings.Text($"Storage:Passwords:{name}")
        ?? throw new SettingException($"Storage:Passwords:{name} is empty; allowed is the password that {name} logs in with.");
}
