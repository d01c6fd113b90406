using Sync.Ledger;
using Sync.Scheduler.Catalogue;
using Sync.Tests.Scheduler.Books;

namespace Sync.Tests.Scheduler.Catalogue;

public class ImportOddityTests
{
    [Theory]
    [InlineData("insert into target (Id, name, active, ra, dec, epochcode, projectid) values (9, 'Lost', 1, 1, 1, 2, 99)", "no project 99")]
    [InlineData("insert into exposureplan (Id, profileId, exposure, desired, targetid, exposureTemplateId) values (9, 'x', -1, 1, 99, 1)", "no target 99")]
    [InlineData("insert into exposureplan (Id, profileId, exposure, desired, targetid, exposureTemplateId) values (9, 'x', -1, 1, 1, 99)", "no template 99")]
    [InlineData("insert into ruleweight (Id, name, weight, projectid) values (9, 'Project Priority', 1, 99)", "no project 99")]
    [InlineData("update acquiredimage set targetId = 99 where Id < 4", "3 acquired images were left")]
    [InlineData("update acquiredimage set gradingStatus = 7 where Id = 1", "grading status is 7")]
    [InlineData("update exposuretemplate set filtername = '' || name, name = '' where Id = 5", "no name or no filter")]
    [InlineData("update target set ra = 25 where Id = 2", "its place is 25 h")]
    [InlineData("update target set dec = 'NaN' where Id = 2", "its place is 1.5642 h, NaN°")]
    [InlineData("update target set ra = null where Id = 2", "its place is missing h")]
    [InlineData("update target set epochcode = 8 where Id = 2", "epoch code is 8")]
    [InlineData("update target set epochcode = 0 where Id = 2", "of date")]
    [InlineData("update project set minimumaltitude = 900 where Id = 1", "minimumaltitude is 900, allowed is 0 to 90; 0 was taken instead")]
    [InlineData("update project set usecustomhorizon = 1 where Id = 1", "custom horizon")]
    [InlineData("update exposuretemplate set bin = 'two' where Id = 1", "bin is two")]
    [InlineData("update exposureplan set desired = -4 where Id = 1", "desired is -4")]
    [InlineData("delete from exposureplan where Id = 3", "\"M 33\" has no exposure plan")]
    [InlineData("update target set guid = (select guid from target where Id = 1) where Id = 2", "in use already")]
    [InlineData("update exposuretemplate set name = 'Lum' where Id = 2", "has that name twice")]
    [InlineData("insert into overrideexposureorderitem values (1, 1, 1, 0, 5)", "no plan 5")]
    public async Task What_is_odd_is_told_and_the_rest_is_taken(string change, string sentence)
    {
        await using var scratch = await ScratchStore.Open();
        var report = await TargetSchedulerImportTests.Import(scratch, 28, f => f.Run(change));
        Assert.Contains(report.Left, s => s.Contains(sentence, StringComparison.Ordinal));
        Assert.Equal(2, report.Projects);
        Assert.Contains(await scratch.Write(CatalogueStore.Plannable), t => t.Name == "M 31");
    }

    [Fact]
    public async Task A_name_used_twice_in_a_profile_keeps_both_meanings()
    {
        await using var scratch = await ScratchStore.Open();
        await TargetSchedulerImportTests.Import(scratch, 28, f => f.Run("update exposuretemplate set name = 'Lum' where Id = 2"));
        var plans = (await scratch.Write(CatalogueStore.Plannable))[0].Plans;
        Assert.Equal([("Lum", "L"), ("Lum (2)", "Ha")], plans.Select(p => (p.Kind.Name, p.Kind.Default.Filter)));
    }

    [Fact]
    public async Task Disabled_plans_and_inactive_targets_are_there_but_not_planned()
    {
        await using var scratch = await ScratchStore.Open();
        await TargetSchedulerImportTests.Import(scratch, 28, f => f.Run("update exposureplan set enabled = 0 where Id = 1; update target set active = 0 where Id = 2"));
        var targets = await scratch.Write(CatalogueStore.Plannable);
        Assert.Equal("Ha", Assert.Single(Assert.Single(targets).Plans).Kind.Name);
        Assert.Contains("exposure_plan 4", await TargetSchedulerImportTests.Rows(scratch));
    }

    [Fact]
    public async Task A_targets_own_priority_overrules_the_projects()
    {
        await using var scratch = await ScratchStore.Open();
        await TargetSchedulerImportTests.Import(scratch, 28, f => f.Run("update target set priority = 0 where Id = 2"));
        Assert.Equal([2, 0], (await scratch.Write(CatalogueStore.Plannable)).Select(t => t.Priority));
    }

    [Fact]
    public async Task An_exposure_order_names_the_plans_and_the_dithers()
    {
        await using var scratch = await ScratchStore.Open();
        await TargetSchedulerImportTests.Import(scratch, 28, f => f.Run("insert into overrideexposureorderitem values (1, 1, 1, 0, 0), (2, 1, 2, 1, -1), (3, 1, 3, 0, 1)"));
        var items = await scratch.Write(t => t.Query<string>(
            "select coalesce(e.name, 'dither') from exposure_order_item i left join exposure_plan p on p.plan_id = i.plan_id left join exposure_template e on e.template_id = p.template_id order by i.position"));
        Assert.Equal(["Lum", "dither", "Ha"], items);
    }

    [Fact]
    public async Task A_place_of_1950_is_carried_to_2000()
    {
        // M 31: 00h 40.0m +41° 00' in B1950, 00h 42.74m +41° 16.1' in J2000.
        await using var scratch = await ScratchStore.Open();
        await TargetSchedulerImportTests.Import(scratch, 28, f => f.Run("update target set epochcode = 1, ra = 0.666667, dec = 41.0 where Id = 2"));
        var place = (await scratch.Write(CatalogueStore.Plannable))[1].Position;
        Assert.Equal(0.7123, place.RightAscensionHours, 0.0005);
        Assert.Equal(41.273, place.DeclinationDegrees, 0.003);
    }

    [Fact]
    public async Task Another_database_is_refused_and_nothing_is_written()
    {
        await using var scratch = await ScratchStore.Open();
        using (var file = SchedulerFile.Empty(scratch.Path("half.sqlite"), 23))
            file.Run("drop table exposureplan");
        var refusal = await Assert.ThrowsAsync<ImportException>(() => Run(scratch, scratch.Path("half.sqlite")));
        Assert.Contains("no table \"exposureplan\"", refusal.Message);
        await File.WriteAllTextAsync(scratch.Path("text.sqlite"), new string('x', 5000));
        await Assert.ThrowsAsync<LedgerException>(() => Run(scratch, scratch.Path("text.sqlite")));
        await Assert.ThrowsAsync<LedgerException>(() => Run(scratch, scratch.Path("none.sqlite")));
        Assert.DoesNotMatch("[1-9]", await TargetSchedulerImportTests.Rows(scratch));
    }

    [Fact]
    public async Task The_file_is_left_as_it_was()
    {
        await using var scratch = await ScratchStore.Open();
        var path = scratch.Path("mine.sqlite");
        SchedulerFile.Filled(path, 23).Dispose();
        var before = await File.ReadAllBytesAsync(path);
        await Run(scratch, path);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!, "mine*"));
    }

    private static Task<ImportReport> Run(ScratchStore scratch, string path) =>
        TargetSchedulerImport.Run(scratch.Store, path, CancellationToken.None);
}
