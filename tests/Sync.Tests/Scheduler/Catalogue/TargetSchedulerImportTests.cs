using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Planning;
using Sync.Tests.Scheduler.Books;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Scheduler.Catalogue;

public class TargetSchedulerImportTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(23)]
    [InlineData(28)]
    public async Task All_versions_bring_projects_targets_plans_and_history(int version)
    {
        await using var scratch = await ScratchStore.Open();
        var report = await Import(scratch, version);
        Assert.Equal((2, 3, 5, 2, 4, 6), (report.Projects, report.Targets, report.Templates, report.Kinds, report.Plans, report.Frames));
        Assert.Empty(report.Left);

        var targets = await scratch.Write(CatalogueStore.Plannable);
        Assert.Equal(["M 31", "M 33"], targets.Select(t => t.Name));
        var m31 = targets[0];
        Assert.Equal((2, 25, TimeSpan.FromMinutes(45), 1, 35), (m31.Priority, m31.MinimumAltitudeDegrees, m31.MinimumTime, m31.DitherEvery, m31.RotationDegrees));
        Assert.Equal(new(0.712305, 41.26875), m31.Position);
        Assert.Equal((80, 67), (m31.Weights.ProjectPriority, m31.Weights.TargetSwitchPenalty));
        Assert.Equal([("Lum", 120, 33, 87), ("Ha", 30, 0, 30)], m31.Plans.Select(p => (p.Kind.Name, p.Desired, p.Accepted, p.Remaining)));
        Assert.Equal(90, targets[1].Plans[0].ExposureOverride!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Templates_of_one_name_are_one_kind_with_a_variant_for_each_profile()
    {
        await using var scratch = await ScratchStore.Open();
        await Import(scratch, 23);
        var lum = (await scratch.Write(CatalogueStore.Plannable))[0].Plans[0].Kind;
        Assert.Equal(("L", 120, 100, 50), Told(lum.Default));
        Assert.Equal(lum.Default, lum.For(SchedulerFile.Server.ToUpperInvariant()));
        Assert.Equal(("L", 60, 0, null), Told(lum.For(SchedulerFile.Client)));
        Assert.Equal(("OSC", 60, null, null), Told(lum.For(SchedulerFile.Colour)));
        Assert.Equal((TwilightLevel.Astronomical, 120, 14), (lum.Default.Twilight, lum.Default.Moon!.SeparationDegrees, lum.Default.Moon.WidthDays));
        Assert.Null(lum.For(SchedulerFile.Client).Moon);
        Assert.Null(lum.Default.DitherEvery);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(28)]
    public async Task Twice_doubles_nothing_and_takes_what_changed(int version)
    {
        await using var scratch = await ScratchStore.Open();
        await Import(scratch, version);
        var first = await Rows(scratch);
        await Import(scratch, version, f => f.Run("update exposureplan set desired = 7, accepted = 5 where Id = 1"));
        Assert.Equal(first, await Rows(scratch));
        var plan = (await scratch.Write(CatalogueStore.Plannable))[0].Plans[0];
        Assert.Equal((7, 5), (plan.Desired, plan.Accepted));
    }

    [Fact]
    public async Task What_sync_counted_itself_stays()
    {
        await using var scratch = await ScratchStore.Open();
        await Import(scratch, 23);
        var plan = (await scratch.Write(CatalogueStore.Plannable))[0].Plans[0].PlanId;
        var frame = Frames.Saved(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "esprit", plan, DateTimeOffset.UnixEpoch);
        await scratch.Write(t => Book.Saved(t, frame));
        await scratch.Write(t => Book.Graded(t, Frames.Graded(frame.FrameId, true)));
        await Import(scratch, 23);
        Assert.Equal(34, (await scratch.Write(CatalogueStore.Plannable))[0].Plans[0].Accepted);
    }

    [Fact]
    public async Task History_keeps_its_verdicts_and_is_not_counted_again()
    {
        await using var scratch = await ScratchStore.Open();
        await Import(scratch, 23);
        var frames = await scratch.Write(t => t.Query<string>("select state || ' ' || coalesce(reason, '-') || ' ' || binning || ' ' || stars || ' ' || coalesce(fwhm_pixels, 'none') from frame order by opened"));
        Assert.Equal(["Accepted - 2 936 none", "Rejected HFR 2 936 none", "Pending - 2 936 none"], frames.Take(3));
        Assert.Equal(6, await scratch.Write(t => t.First<int>("select count(*) from frame where night_id is null and plan_id is not null")));
        Assert.Equal(33, (await scratch.Write(CatalogueStore.Plannable))[0].Plans[0].Accepted);
    }

    [Fact]
    public async Task Orders_of_exposures_come_to_the_planner()
    {
        await using var scratch = await ScratchStore.Open();
        await Import(scratch, 28, f =>
        {
            f.Run("update project set filterswitchfrequency = 3, smartexposureorder = 1, isMosaic = 1, usecustomhorizon = 1, horizonoffset = 2.5 where Id = 1");
            f.Run("insert into overrideexposureorderitem values (1, 1, 1, 0, 1), (2, 1, 2, 1, -1), (3, 1, 3, 0, 0)");
        });
        var (m31, m33) = (await scratch.Write(CatalogueStore.Plannable)) is [var first, var second] ? (first, second) : throw new InvalidOperationException();
        Assert.Equal((3, true, true, 2.5), (m31.SwitchEvery, m31.SmartOrder, m31.IsMosaic, m31.AboveSkylineDegrees));
        Assert.Equal([m31.Plans[1].PlanId, null, m31.Plans[0].PlanId], m31.Order);
        Assert.Empty(m33.Order);
    }

    [Fact]
    public async Task The_demonstration_steps_aside()
    {
        await using var scratch = await ScratchStore.Open();
        await scratch.Write(DemoCatalogue.Seed);
        var report = await Import(scratch, 23);
        Assert.Contains("demonstration", Assert.Single(report.Left));
        Assert.Equal(["M 31", "M 33"], (await scratch.Write(CatalogueStore.Plannable)).Select(t => t.Name));
    }

    internal static async Task<ImportReport> Import(ScratchStore scratch, int version, Action<SchedulerFile>? change = null)
    {
        var path = scratch.Path($"{Guid.NewGuid():N}.sqlite");
        using (var file = SchedulerFile.Filled(path, version))
            change?.Invoke(file);
        return await TargetSchedulerImport.Run(scratch.Store, path, CancellationToken.None);
    }

    internal static async Task<string> Rows(ScratchStore scratch)
    {
        string[] tables = ["profile", "project", "target", "exposure_template", "template_variant", "exposure_plan", "rule_weight", "exposure_order_item", "frame"];
        var counts = await scratch.Write(t => tables.Select(name => $"{name} {t.First<int>($"select count(*) from {name}")}").ToList());
        return string.Join(", ", counts);
    }

    private static (string, double, int?, int?) Told(KindVariant variant) => (variant.Filter, variant.Exposure.TotalSeconds, variant.Gain, variant.Offset);
}
