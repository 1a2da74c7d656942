namespace StudioScheduler.Tests.Architecture;

public class FileSizesTests
{
    [Fact]
    public void Files_are_one_thought_each() => Fence.Holds(FileSizes.Breaches(SourceFile.AllOf("src", "*.cs", "*.razor", "*.js")));

    [Fact]
    public void Six_long_files_of_a_hundred_are_found_and_five_are_not()
    {
        Fence.Holds(FileSizes.Breaches(Files(longOnes: 5)));
        Fence.Finds("the budget is 300", FileSizes.Breaches(Files(longOnes: 6)));

        static IEnumerable<SourceFile> Files(int longOnes) =>
            Enumerable.Range(0, 100).Select(number => new SourceFile($"src/{number}.cs", Lines(number < longOnes ? 300 : 50)));
    }

    [Fact]
    public void A_migration_is_not_counted() => Fence.Holds(FileSizes.Breaches([new("src/Server/Storage/Migrations/First.cs", Lines(5000))]));

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("a line\n", count));
}
