using MassTransit;
using Sync.Ledger.Databases;

namespace Sync.Host.Storage;

/// <summary>The tables of all roles, as they register them.</summary>
internal static class KnownTables
{
    public static IReadOnlyList<Migration> All { get; } = Find();

    private static IReadOnlyList<Migration> Find()
    {
        var services = new ServiceCollection();
        services.AddMassTransit(bus =>
        {
            foreach (var role in Role.All)
                role.Add(bus, new ConfigurationBuilder().Build());
        });
        return [.. services.Select(s => s.IsKeyedService ? null : s.ImplementationInstance).OfType<Migration>()];
    }
}
