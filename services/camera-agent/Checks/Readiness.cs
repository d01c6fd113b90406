using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Frames;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.CameraAgent.Checks;

/// <summary>What one camera finds when it is asked whether it is ready for a night. It looks beside the rounds and holds nothing up.</summary>
internal sealed class Readiness(
    Telescope telescope, Reach reach, Desk desk, FrameNames names, Store store, Mouth mouth, TimeProvider time, IOptions<CameraAgentOptions> options)
{
    public void Begin(CheckReadiness asked)
    {
        var heard = time.GetUtcNow();
        var work = Work.Begin(time);
        _ = Task.Run(async () =>
        {
            using (work)
                await Answer(asked, heard);
        });
    }

    private async Task Answer(CheckReadiness asked, DateTimeOffset heard)
    {
        var limit = asked.Within < options.Value.ConnectLimit ? asked.Within : options.Value.ConnectLimit;
        var trouble = await reach.Outcome(desk.Bell.Ring, limit);
        List<CheckItem> items =
        [
            trouble is null ? await Camera() : Item("camera", CheckOutcome.Bad, $"{trouble.TrimEnd('.')}; see that it is plugged in and switched on, and that its driver runs."),
            .. trouble is null ? Wheel() : [],
            .. trouble is null ? Focuser() : [],
            .. trouble is null ? Cover() : [],
            Folder(),
            Disk(trouble is null),
            await Journal(),
        ];
        mouth.Say(Addresses.Checks, new ReadinessReported
        {
            CheckId = asked.CheckId,
            From = Senders.Camera(telescope.Name),
            Asked = asked.Asked,
            Heard = heard,
            Answered = time.GetUtcNow(),
            Items = items,
        });
    }

    private async Task<CheckItem> Camera()
    {
        try
        {
            var (facts, celsius) = (telescope.Camera.Facts, await telescope.Camera.SensorCelsius(CancellationToken.None));
            var goal = telescope.Description.CoolToCelsius;
            var sensor = celsius is null ? "" : string.Create(CultureInfo.InvariantCulture, $", its sensor at {celsius:0.0} °C{(goal is null ? "" : $" on its way to {goal:0.#} °C")}");
            return Item("camera", CheckOutcome.Good, $"{facts.Model} is connected, {facts.WidthPixels} × {facts.HeightPixels} px{sensor}.");
        }
        catch (Exception e)
        {
            return Item("camera", CheckOutcome.Bad, $"{e.Message.TrimEnd('.')}; see its cable and its driver.");
        }
    }

    private IEnumerable<CheckItem> Wheel()
    {
        if (telescope.Wheel is { } wheel)
            yield return Item("filters", CheckOutcome.Good, $"{wheel.Name} is connected and has {string.Join(", ", wheel.Filters)}.");
    }

    private IEnumerable<CheckItem> Focuser()
    {
        if (telescope.Focuser is { } focuser)
            yield return Item("focuser", CheckOutcome.Good, $"{focuser.Name} is connected and stands at {focuser.Position} of {focuser.HighestPosition}.");
    }

    private IEnumerable<CheckItem> Cover()
    {
        if (telescope.Cover is { } cover)
            yield return Item("cover", CheckOutcome.Good, $"{cover.Name} is connected{(cover.HasPanel ? " and has a panel" : "")}.");
    }

    private CheckItem Folder()
    {
        try
        {
            names.TryFolder();
            return Item("frames", CheckOutcome.Good, $"{names.Folder} can be written to.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Item("frames", CheckOutcome.Bad, $"{names.Folder} can't be written to: {e.Message.TrimEnd('.')}; see its permissions, and that it is mounted.");
        }
    }

    private CheckItem Disk(bool sensorIsKnown)
    {
        try
        {
            long? frame = sensorIsKnown ? 2L * telescope.Camera.Facts.WidthPixels * telescope.Camera.Facts.HeightPixels : null;
            var (outcome, finding) = DiskSpace.Judge(names.FreeBytes(), options.Value.MinimumFreeDiskBytes, frame);
            return Item("disk", outcome, finding);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Item("disk", CheckOutcome.Bad, $"What is left on the disk of {names.Folder} can't be told: {e.Message}");
        }
    }

    private async Task<CheckItem> Journal()
    {
        try
        {
            var slots = await store.ReadSoon(c => c.ExecuteScalar<int>("select count(*) from camera_slot where camera = @camera", new { camera = telescope.Name }));
            return Item("journal", CheckOutcome.Good, $"Its database answers; {slots} slots are kept.");
        }
        catch (LedgerException e)
        {
            return Item("journal", CheckOutcome.Bad, $"Its database does not answer: {e.Message}");
        }
    }

    private CheckItem Item(string subject, CheckOutcome outcome, string finding) =>
        new() { Where = $"camera {telescope.Name}", Subject = subject, Outcome = outcome, Finding = finding };
}
