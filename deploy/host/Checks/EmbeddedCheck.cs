using System.Data.Common;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Nights;
using Sync.Host.Settings;
using Sync.Ledger;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Checks;

/// <summary>Without a broker: all roles begin in this process, look, and end again. Nothing is moved and nothing exposed.</summary>
internal static class EmbeddedCheck
{
    public static async Task<CheckCompleted> Run(CheckOrder order, CancellationToken cancel)
    {
        var (local, options, storage) = (new LocalFindings(), order.Options(), StorageAddress.Read(order.Configuration));
        if (await Open(order, storage, local, cancel) is not var (profiles, left))
            return local.With(null);
        var rig = RigChoice.Of(order.RigFile, order.Site, order.Cameras, profiles);
        EmbeddedNight.CheckFolder(order.Directory, left, rig);
        AddRig(local, order, rig);
        if (left.NightId is not null)
        {
            local.Add("night", CheckOutcome.Bad, $"A night in {order.Directory} has not ended: Sync is running there, or goes on with it when it is started. Its devices were not disturbed.");
            return local.With(null);
        }
        try
        {
            var (completed, failure) = await Ask(order, rig, storage, options, cancel);
            if (failure is not null)
                local.Add("answer", CheckOutcome.Bad, failure, Senders.Scheduler);
            if (completed?.IsReady == false)
                await AddMissing(local, order, rig, cancel);
            return local.With(completed);
        }
        catch (LedgerException e)
        {
            local.Add("database", CheckOutcome.Bad, e.Message);
            return local.With(null);
        }
    }

    /// <summary>Only where something is bad: who answers need not be looked for.</summary>
    private static async Task AddMissing(LocalFindings local, CheckOrder order, RigDescription rig, CancellationToken cancel)
    {
        foreach (var finding in await new MissingAlpaca(TimeProvider.System).Findings(rig, order.Networks, cancel))
            local.Add("alpaca", CheckOutcome.Warning, finding);
    }

    private static async Task<(CheckCompleted?, string?)> Ask(
        CheckOrder order, RigDescription rig, string? storage, Scheduler.Checks.CheckOptions options, CancellationToken cancel)
    {
        using var host = await SyncHost.Build(
            new HostSettings
            {
                Roles = [.. Role.All, Role.Operator],
                Rig = rig,
                Cameras = [.. rig.Cameras.Select(c => c.Name)],
                Directory = order.Directory,
                Time = TimeProvider.System,
                Storage = storage,
                Configuration = order.Configuration,
            },
            cancel);
        await host.StartAsync(cancel);
        try
        {
            return await host.Services.GetRequiredService<AskedCheck>().Ask(
                host.Services.GetRequiredService<IBus>(), host.Services.GetRequiredService<LedgerOptions>(), options, cancel);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<(IReadOnlyList<ProfileFilters> Profiles, LeftNight Left)?> Open(
        CheckOrder order, string? storage, LocalFindings local, CancellationToken cancel)
    {
        var name = storage is null ? CatalogueFile.In(order.Directory) : "The database";
        try
        {
            Directory.CreateDirectory(order.Directory);
            using var store = await CatalogueFile.Open(order.Directory, cancel, storage);
            await store.Write(t => DemoCatalogue.Seed(t), cancel);
            (IReadOnlyList<ProfileFilters>, LeftNight) found = (await store.Read(ProfileFilters.All), await LeftNight.In(order.Directory, store));
            local.Add("database", CheckOutcome.Good, $"{name} answers.");
            return found;
        }
        catch (Exception e) when (e is LedgerException or DbException or IOException or UnauthorizedAccessException)
        {
            local.Add("database", CheckOutcome.Bad, $"{name} can't be used: {e.Message}");
            return null;
        }
    }

    private static void AddRig(LocalFindings local, CheckOrder order, RigDescription rig)
    {
        if (order.RigFile is { } file)
            local.Add("rig", CheckOutcome.Good, $"{file} describes {string.Join(", ", rig.Cameras.Select(c => c.Name))}{(rig.IsSimulated ? ", all simulated" : "")}.");
        else
            local.Add("rig", CheckOutcome.Warning, "No rig was named: everything is simulated. Real devices need --rig FILE.");
    }
}
