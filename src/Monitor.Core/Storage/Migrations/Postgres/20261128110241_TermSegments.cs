using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Monitor.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TermSegments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What there is becomes the first part; Group divides it on (TermSegments).
            migrationBuilder.Sql(
                """
                ALTER TABLE "ArticleTerms" SET (autovacuum_analyze_scale_factor = 0.5);
                ALTER TABLE "ArticleTerms" RENAME TO "ArticleTerms_0";
                ALTER TABLE "ArticleTerms_0" RENAME CONSTRAINT "PK_ArticleTerms" TO "PK_ArticleTerms_0";
                ALTER INDEX "IX_ArticleTerms_Terms" RENAME TO "IX_ArticleTerms_0_Terms";
                CREATE TABLE "ArticleTerms" ("Key" bigint NOT NULL CONSTRAINT "PK_ArticleTerms" PRIMARY KEY, "Terms" tsvector NOT NULL)
                    PARTITION BY RANGE ("Key");
                CREATE INDEX "IX_ArticleTerms_Terms" ON "ArticleTerms" USING gin ("Terms");
                ALTER TABLE "ArticleTerms" ATTACH PARTITION "ArticleTerms_0" FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE "ArticleTerms" RENAME TO "DividedTerms";
                ALTER TABLE "DividedTerms" RENAME CONSTRAINT "PK_ArticleTerms" TO "PK_DividedTerms";
                ALTER INDEX "IX_ArticleTerms_Terms" RENAME TO "IX_DividedTerms_Terms";
                CREATE TABLE "ArticleTerms" WITH (toast_tuple_target = 128) AS SELECT "Key", "Terms" FROM "DividedTerms";
                ALTER TABLE "ArticleTerms" ALTER "Key" SET NOT NULL, ALTER "Terms" SET NOT NULL,
                    ADD CONSTRAINT "PK_ArticleTerms" PRIMARY KEY ("Key");
                CREATE INDEX "IX_ArticleTerms_Terms" ON "ArticleTerms" USING gin ("Terms");
                DROP TABLE "DividedTerms";
                """);
        }
    }
}
